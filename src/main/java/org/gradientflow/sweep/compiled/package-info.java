/**
 * DL4J's training of small dense networks in plain arrays, many networks side by side: the same numbers, thousands of times
 * as many steps a second.
 *
 * <pre>{@code
 * Experiment experiment = Cases.THREE_LAYER_XAVIER;
 * CompiledTrainer trainer = CompiledTrainer.of(Networks.configuration(experiment));
 * InitialParameters draws = InitialParameters.of(experiment);
 * Replicas replicas = trainer.replicas(new float[][] {draws.draw(1), draws.draw(2)});
 * float[] inputs = {0.5f, -0.25f}; // one row: element r is replica r's
 * replicas.step(inputs, inputs);
 * assertThat(replicas.loss(1)).isPositive();
 *
 * var network = Networks.create(experiment);
 * network.setParams(org.nd4j.linalg.factory.Nd4j.create(new float[][] {replicas.parameters(0)}));
 * }</pre>
 *
 * <p>{@code PlanReader} reads a configuration, field by field, into a {@code NetworkPlan}, or refuses it by the name of what it
 * can't compute. {@link org.gradientflow.sweep.compiled.Replicas} holds a block of networks; {@link
 * org.gradientflow.sweep.compiled.Blocks} puts a block on each core.
 *
 * <p>The layout: the replica is the innermost index of every array, {@code [unit * count + replica]}, so that one loop does the
 * same arithmetic for all replicas and the JIT fills a vector register with neighbours. Such a loop costs about 20 elements'
 * time before and after its vectors. So loops run over a whole unit, {@code [input * count + replica]}, rather than over the
 * replicas alone; what is the same for all of a unit's inputs is repeated in memory first, and a unit's sum folds the upper half
 * of its products onto the lower, again and again. The first layer has few inputs and hands nothing back: its arrays run over
 * the units instead.
 *
 * <p>No element of one replica ever meets one of another, and the order of a sum depends on the layer only: a replica's numbers
 * are the same bit for bit in any block, on any thread. There is no fused multiply-add. From BLAS, which DL4J uses, sums differ
 * in their last bits.
 */
package org.gradientflow.sweep.compiled;
