/**
 * Assertions for the tests of networks, on AssertJ, which a project that uses them brings along. They serve any {@code
 * MultiLayerNetwork} or {@code ComputationGraph}, and any training that a {@code FlowRecorder} listened to.
 *
 * <pre>{@code
 * assertThat(network).whenTrainedOn(data).forSteps(300).forSeeds(5).parameter("0_W").moves();
 * assertThat(network).whenTrainedOn(data).inBatchesOf(32).isFinite().doesNotVanish().isHealthy();
 * }</pre>
 *
 * <p>A failure says what was expected, what was found, the evidence and the likeliest cause. The network is not changed: copies
 * of it are trained.
 */
package org.gradientflow.assertions;
