/**
 * Why a DL4J network does not learn: measured, with evidence. Serves any {@code MultiLayerNetwork} or {@code ComputationGraph}.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Doctor.of(network).on(data).diagnose();
 * System.out.println(diagnosis.verdict() + ": " + diagnosis.reason());
 * diagnosis.first().ifPresent(finding -> System.out.println(finding.cause().id() + " in layer " + finding.layer()));
 * }</pre>
 */
package org.gradientflow.diagnosis;
