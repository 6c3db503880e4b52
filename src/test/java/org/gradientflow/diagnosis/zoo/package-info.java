/**
 * Healthy and sick networks with known causes, and the harness that judges a doctor, or a published rule, by them.
 *
 * <p>A {@link org.gradientflow.diagnosis.zoo.Patient} is a design, a task and a change: {@code
 * tanh12-adam/iris/saturation(gain-50)/2}. Rules are fitted on {@link org.gradientflow.diagnosis.zoo.Zoo#fitting} and judged,
 * once, on {@link org.gradientflow.diagnosis.zoo.Zoo#heldOut}, whose combinations of design and task the other half does not
 * have.
 *
 * <pre>{@code
 * Verdicts verdicts = Clinic.judge("doctor", Zoo.fitting(), patient -> ...);
 * Clinic.print(List.of(verdicts), System.out);
 * Clinic.printDetails(verdicts, System.out);
 * }</pre>
 *
 * <p>{@code mvn -q -Pclinic test-compile exec:java} prints the table of the published rules.
 */
package org.gradientflow.diagnosis.zoo;
