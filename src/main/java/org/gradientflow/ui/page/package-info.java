/**
 * The page {@code /gradientflow} in Deeplearning4j's training UI: how values, gradients, updates and activations are distributed
 * over the iterations, of any session that a {@code StatsListener} recorded.
 *
 * <p>{@link org.gradientflow.ui.page.GradientFlowModule} is found by DL4J's UI server through {@code ServiceLoader}: with this
 * project and {@code org.webjars.npm:d3} on the class path, any program's UI has the page. {@code Sessions} knows what is attached,
 * {@code Reports} reads it, and the {@code *Answer} records are what the page is told, as Jackson writes them. The page itself, plain
 * files without a build step, lies among the resources.
 */
package org.gradientflow.ui.page;
