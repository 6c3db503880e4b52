/**
 * Why a DL4J network does not learn: forecast from what it starts with, measured while copies of it train, with evidence. Serves
 * any {@code MultiLayerNetwork} or {@code ComputationGraph}.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Doctor.of(network).on(data).diagnose();
 * System.out.println(diagnosis.verdict() + ": " + diagnosis.reason());
 * diagnosis.first().ifPresent(finding -> System.out.println(finding.cause().id() + " in layer " + finding.layer()));
 * }</pre>
 *
 * <p>A {@link org.gradientflow.diagnosis.Rule} looks at what was measured and, where that is odd, trains a copy with one thing
 * changed: only what then learns is called the cause. Rules come in the order of causes before their symptoms.
 */
package org.gradientflow.diagnosis;
