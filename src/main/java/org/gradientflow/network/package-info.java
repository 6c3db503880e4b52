/**
 * Experiments as DL4J networks. {@link org.gradientflow.network.Networks} is the only file with DL4J's configuration builders;
 * {@link org.gradientflow.network.ReconstructionLoss} is the original's loss.
 */
package org.gradientflow.network;
