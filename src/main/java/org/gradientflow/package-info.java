/**
 * A training failure, its fix, and how the gradient flows in between, in Deeplearning4j.
 *
 * <p>In a few lines: does the gradient reach the first layer of the original's three-layer net, and does Xavier mend it?
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
 * <p>Data flows one way and imports point the other way; nothing imports {@code cli}.
 *
 * <pre>
 * experiment -> network -> training -> storage -> recording -> ui -> cli
 *    what        DL4J      the loop     files     histograms   DL4J's  how people
 *               config        |                   for DL4J's    own     use it
 *                        observation                  UI       pages
 *
 * sweep beside recording, on storage: thousands of networks
 * report beside ui, from the files of both: figures, pages, event files
 * both show what cli had the doctor say of a case, as plain text and numbers in storage
 * diagnosis after observation, of any DL4J model: why it does not learn; assertions after diagnosis, for tests
 * </pre>
 *
 * <ul>
 *   <li>{@link org.gradientflow.experiment}: what is trained, as immutable values; the named cases of the original.
 *   <li>{@link org.gradientflow.network}: experiments as DL4J networks, and the original's loss.
 *   <li>{@link org.gradientflow.observation}: what reaches a layer while any DL4J model trains.
 *   <li>{@link org.gradientflow.diagnosis}: why any DL4J model does not learn, by trials on copies.
 *   <li>{@link org.gradientflow.assertions}: the same for tests, on AssertJ.
 *   <li>{@link org.gradientflow.training}: the loop, its inputs, and what came out.
 *   <li>{@link org.gradientflow.storage}: the files a run leaves, whole or not at all, and those it is given.
 *   <li>{@link org.gradientflow.recording}: histograms of every step that is due, as DL4J's training UI reads them.
 *   <li>{@link org.gradientflow.ui}: DL4J's training UI, on one address only, and this project's page in it.
 *   <li>{@link org.gradientflow.sweep}: grids of networks, trained by the thousand, a row of a file each.
 *   <li>{@link org.gradientflow.report}: a saved run as a page with figures and verdicts, and as TensorBoard's event files; a
 *       sweep as a map of where networks train.
 *   <li>{@link org.gradientflow.cli}: the command line.
 * </ul>
 */
package org.gradientflow;
