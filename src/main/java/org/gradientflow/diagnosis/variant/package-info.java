/** Copies of a network with other initial weights, other gradients or permuted units, to compare the network with. */
package org.gradientflow.diagnosis.variant;
