/**
 * A training failure, its fix, and how the gradient flows in between, in Deeplearning4j.
 *
 * <p>In a few lines: does the gradient reach the first layer of the three-layer network from the question
 * (Stack Overflow 48816873), and does Xavier initialisation repair it?
 *
 * <pre>{@code
 * Run broken = Session.start(Cases.THREE_LAYER.withSteps(1_500)).run(() -> false, List.of());
 * Run mended = Session.start(Cases.THREE_LAYER_XAVIER.withSteps(1_500)).run(() -> false, List.of());
 *
 * assertThat(broken.firstLayer().gradientStd()).isLessThan(7e-5);
 * assertThat(broken.firstLayer().relativeDisplacement()).isLessThan(0.01);
 * assertThat(mended.firstLayer().gradientStd()).isGreaterThan(7e-5);
 * assertThat(mended.firstLayer().relativeDisplacement()).isGreaterThan(0.01);
 * assertThat(mended.loss()).isLessThan(broken.loss() / 2);
 * }</pre>
 *
 * <p>Data flows from left to right, imports point from right to left, and nothing imports {@code cli}. {@code ArchitectureTest} lists
 * for each package which others it may use.
 *
 * <pre>
 * model -> observation -> diagnosis -> assertions             for any DL4J network, before and after a training
 *                                   -> watch                  and during one
 *
 * experiment -> network -> training -> storage -> recording -> ui
 *    what        DL4J      the loop     files     histograms   pages
 *               config                             for the UI
 *                             training -> sweep -> report     thousands of networks, figures
 *
 * cli: the commands, over all of them
 * </pre>
 *
 * <ul>
 *   <li>{@link org.gradientflow.model}: DL4J's two kinds of network seen alike, and training data.
 *   <li>{@link org.gradientflow.observation}: recorders of gradients, weights and activations; histograms; the probe.
 *   <li>{@link org.gradientflow.diagnosis}: the doctor and the prescriber. Inside, from the bottom up:
 *       {@link org.gradientflow.diagnosis.verdict} what a diagnosis says, {@link org.gradientflow.diagnosis.forecast} gradients
 *       predicted from the configuration, {@link org.gradientflow.diagnosis.variant} copies with other weights, {@code loss} outputs
 *       and labels, {@code trial} short trainings, {@code rule} one rule a file, {@code remedy} changes that may help. {@link org.gradientflow.diagnosis.origin} finds where a NaN
 *       comes from.
 *   <li>{@link org.gradientflow.watch}: the doctor beside a training that runs.
 *   <li>{@link org.gradientflow.assertions}: AssertJ assertions on any network or recorded history.
 *   <li>{@link org.gradientflow.experiment}: what is trained, as immutable values; the named cases of the original.
 *   <li>{@link org.gradientflow.network}: experiments as DL4J networks, and the original's loss.
 *   <li>{@link org.gradientflow.training}: the training loop, its inputs, and its result.
 *   <li>{@link org.gradientflow.storage}: the files of a run. {@code file} writes them whole or not at all, {@code table} reads tables
 *       of numbers, {@code foreign} reads models from anyone.
 *   <li>{@link org.gradientflow.recording}: histograms of every Nth step, as DL4J's training UI reads them.
 *   <li>{@link org.gradientflow.ui}: DL4J's training UI, on one address only; {@code page} is this project's page in it.
 *   <li>{@link org.gradientflow.sweep}: grids of networks, a row of a file each; {@code engine} trains them, {@code compiled} is
 *       the trainer for thousands.
 *   <li>{@link org.gradientflow.report}: a saved run or sweep as a page: {@code data} computes, {@code figure} draws, {@code claim}
 *       judges the original's claims, {@code tensorboard} writes event files.
 *   <li>{@link org.gradientflow.cli}: the command line. {@code terminal} is what all commands share; {@code doctor}, {@code run},
 *       {@code sweep} and {@code saved} hold one command a file.
 * </ul>
 *
 * <p>Packages that are named without a link are internal: what is public in them may change between releases.
 */
package org.gradientflow;
