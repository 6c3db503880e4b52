/** Trainings of programs with known faults, and of healthy ones, under a {@link org.gradientflow.watch.TrainingWatch}. */
package org.gradientflow.benchmark.watch;
