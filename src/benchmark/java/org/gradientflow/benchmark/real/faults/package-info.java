/**
 * Faults that people reported, rebuilt from facts with seeded, made-up data of the reported shape and scale, each with its repaired
 * twin; a class for each family. {@link org.gradientflow.benchmark.real.faults.FaultCollection} divides them into two halves. A fault
 * belongs to the collection when a plain training confirms it: {@code mvn -q -Pbenchmark test-compile exec:java
 * -Dexec.args="real truth"}.
 */
package org.gradientflow.benchmark.real.faults;
