/**
 * A saved run as people see it: {@link org.gradientflow.report.Report} draws a page and its figures from the files of a run,
 * the same bytes each time, and {@link org.gradientflow.report.tensorboard} turns them into event files.
 *
 * <p>{@link org.gradientflow.report.SweepReport} does the same for the rows of a sweep.
 *
 * <p>{@code data} reads and reduces, {@code claim} judges, {@code figure} draws; none of them writes.
 */
package org.gradientflow.report;
