/**
 * The doctor on programs whose faults people reported, and on the repaired programs: {@link
 * org.gradientflow.benchmark.real.RealCommand}. Some are saved models with tables, others are rebuilt in code in {@link
 * org.gradientflow.benchmark.real.faults}.
 */
package org.gradientflow.benchmark.real;
