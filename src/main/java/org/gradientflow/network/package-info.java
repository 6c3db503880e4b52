/**
 * DL4J networks for experiments: {@link org.gradientflow.network.Networks} builds them, and {@link
 * org.gradientflow.network.ReconstructionLoss} is the original's loss.
 */
package org.gradientflow.network;
