/**
 * Evaluates diagnoses and prescriptions on the model collection.
 *
 * <pre>{@code
 * MethodEvaluation evaluation = DoctorBenchmark.evaluate("my rule", ModelCollection.fitting(), model -> ...);
 * EvaluationTables.printDetails(evaluation, System.out);
 * }</pre>
 */
package org.gradientflow.benchmark.doctor;
