/** Internal: outputs, labels and losses of a network: which labels count, which values a loss can reach, and how well an output fits. */
package org.gradientflow.diagnosis.loss;
