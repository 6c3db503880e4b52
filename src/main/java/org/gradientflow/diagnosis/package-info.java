/**
 * Why a DL4J network does not learn: forecast from what it starts with, measured while copies of it train, with evidence. Serves
 * any {@code MultiLayerNetwork} or {@code ComputationGraph}.
 *
 * <pre>{@code
 * var inputs = org.nd4j.linalg.factory.Nd4j.linspace(-1, 1, 64).reshape(64, 1);
 * var data = new org.nd4j.linalg.dataset.DataSet(inputs, inputs.dup());
 * var network = Networks.create(Cases.AUTOENCODER);
 *
 * Diagnosis diagnosis = Doctor.of(network).on(data).diagnose();
 * System.out.println(diagnosis.verdict() + ": " + diagnosis.reason());
 * diagnosis.first().ifPresent(finding -> System.out.println(finding.cause().id() + " in layer " + finding.layer()));
 * }</pre>
 *
 * <p>A rule looks at what was measured and, where that is odd, trains a copy with one thing
 * changed: only what then learns is called the cause. Rules come in the order of causes before their symptoms.
 *
 * <p>A {@link org.gradientflow.diagnosis.Prescriber} then tries cures on copies, in pairs with and without, and says which helped,
 * how often and how much: {@code Prescriber.of(network).on(data).prescribe(diagnosis)}.
 *
 * <p>Masks of labels are spread as DL4J spreads them, and a label that is masked counts nowhere, whatever stands there.
 *
 * <p>A threshold that says "fitted on the first half of the model collection" was chosen on the models that {@code mvn -q -Pbenchmark test-compile
 * exec:java -Dexec.args="doctor fitting"} examines.
 */
package org.gradientflow.diagnosis;
