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
 * <p>{@code PlanReader} reads a configuration field by field into a {@code NetworkPlan}, or refuses it and names the feature that
 * can't be computed. {@link org.gradientflow.sweep.compiled.Replicas} is a block of networks; {@link
 * org.gradientflow.sweep.Sweep} trains a block on each core.
 *
 * <p>The layout: the replica is the innermost index of every array, so that one instruction does the same arithmetic for
 * neighbouring replicas. After the first layer an array has all weights into one unit, {@code [input * count + replica]}. The
 * first layer has few inputs and no backward pass: an array has all weights from one input, {@code [unit * count + replica]}.
 *
 * <p>The arithmetic has two forms. {@code Kernels} are plain loops for any JVM and any number of replicas. The JIT compiles them
 * to vector instructions, but each loop costs the time of about 20 elements before and after its vectors. So they run over a
 * whole unit or input instead of over the replicas alone, and values that all inputs of a unit share are first repeated in
 * memory. {@code VectorKernels} use explicit vectors and keep sums in registers, four units or inputs at a time. They need a JVM
 * started with {@code --add-modules=jdk.incubator.vector} and a number of replicas that fills whole vectors ({@link
 * org.gradientflow.sweep.compiled.CompiledTrainer#whole}); otherwise the plain loops are used. In both, a unit's sum adds the
 * upper half of its products to the lower half until one is left.
 *
 * <p>The elements of two replicas are never combined, and the order of a sum depends on the layer only. So a replica's numbers
 * are the same bit for bit in any block and on any thread. There is no fused multiply-add. Sums differ in their last bits from
 * those of BLAS, which DL4J uses.
 */
package org.gradientflow.sweep.compiled;
