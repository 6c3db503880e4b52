/**
 * Thousands of networks: a {@link org.gradientflow.sweep.Grid} of experiments, trained by an {@link
 * org.gradientflow.sweep.engine.Engine} on all cores, with a row of a file for each network in the grid's order. A {@link
 * org.gradientflow.sweep.Sweep} that was killed goes on where its file ends, and several processes share a grid by {@link
 * org.gradientflow.sweep.Shard}.
 */
package org.gradientflow.sweep;
