/** Internal: rules about the step: rates, clipping, regularisation. One rule a file. */
package org.gradientflow.diagnosis.rule.step;
