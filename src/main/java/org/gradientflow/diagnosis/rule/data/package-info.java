/** Internal: rules about the features and labels. One rule a file. */
package org.gradientflow.diagnosis.rule.data;
