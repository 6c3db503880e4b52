/** Internal: rules about layers: their initial weights and how they follow each other. One rule a file. */
package org.gradientflow.diagnosis.rule.layer;
