/** Internal: rules about the output: its activation function and its loss. One rule a file. */
package org.gradientflow.diagnosis.rule.output;
