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
 * org.gradientflow.sweep.Sweep} puts a block on each core.
 *
 * <p>The layout: the replica is the innermost index of every array, so that one instruction does the same arithmetic for
 * neighbouring replicas. Behind the first layer an array holds all weights into one unit, {@code [input * count + replica]}. The
 * first layer has few inputs and hands nothing back: an array holds all weights from one input, {@code [unit * count + replica]}.
 *
 * <p>The arithmetic has two forms. {@code Kernels} are plain loops, for any JVM and any number of replicas. The JIT makes vector
 * instructions of them, but each such loop costs about 20 elements' time before and after its vectors. So they run over a whole
 * unit or input rather than over the replicas alone, and what is the same for all of a unit's inputs is repeated in memory first.
 * {@code VectorKernels} say what the vectors are and keep sums in registers, four units or inputs at a time. They need a JVM
 * started with {@code --add-modules=jdk.incubator.vector} and a number of replicas that fills whole vectors ({@link
 * org.gradientflow.sweep.compiled.CompiledTrainer#whole}); else the plain loops do the work. In both a unit's sum folds the upper
 * half of its products onto the lower, again and again.
 *
 * <p>No element of one replica ever meets one of another, and the order of a sum depends on the layer only: a replica's numbers
 * are the same bit for bit in any block, on any thread. There is no fused multiply-add. From BLAS, which DL4J uses, sums differ
 * in their last bits.
 */
package org.gradientflow.sweep.compiled;
