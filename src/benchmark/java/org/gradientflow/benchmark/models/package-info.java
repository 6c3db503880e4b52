/**
 * The model collection: healthy networks, and networks with known faults.
 *
 * <p>A {@link org.gradientflow.benchmark.models.BenchmarkModel} is a design, a task and a change: {@code
 * tanh12-adam/iris/saturation(gain-50)/2}. The doctor's thresholds are fitted on {@link
 * org.gradientflow.benchmark.models.ModelCollection#fitting}. {@link org.gradientflow.benchmark.models.ModelCollection#heldOut}
 * serves for evaluation; the two halves have no combination of design and task in common.
 */
package org.gradientflow.benchmark.models;
