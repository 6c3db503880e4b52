/**
 * Benchmarks, the fuzzers and the model collection. They are compiled beside the tests and are not part of the library.
 *
 * <p>{@code mvn -q -Pbenchmark test-compile exec:java} lists the benchmarks; {@code -Dexec.args="doctor fitting"} runs one.
 *
 * <p>{@link org.gradientflow.benchmark.speed} measures speed and memory, {@link org.gradientflow.benchmark.doctor} evaluates
 * diagnoses and prescriptions on the model collection in {@link org.gradientflow.benchmark.models}, {@link
 * org.gradientflow.benchmark.published} holds published rules for comparison, and {@link org.gradientflow.benchmark.fuzz} gives
 * damaged input to every reader.
 */
package org.gradientflow.benchmark;
