/**
 * Assertions for the tests of networks, on AssertJ, which a project that uses them brings along. They serve any {@code
 * MultiLayerNetwork} or {@code ComputationGraph}, and any training that a {@code FlowRecorder} listened to.
 *
 * <pre>{@code
 * var inputs = org.nd4j.linalg.factory.Nd4j.linspace(-1, 1, 64).reshape(64, 1);
 * var data = new org.nd4j.linalg.dataset.DataSet(inputs, inputs.dup());
 * var network = Networks.create(Cases.AUTOENCODER);
 *
 * GradientFlowAssertions.assertThat(network).whenTrainedOn(data).forSteps(200).parameter("0_W").moves().isHealthy();
 * }</pre>
 *
 * <p>A failure says what was expected, what was found, the evidence and the likeliest cause. The network is not changed: copies
 * of it are trained.
 */
package org.gradientflow.assertions;
