/** Measures speed and memory. Results are ratios of measurements that take turns in one run. */
package org.gradientflow.benchmark.speed;
