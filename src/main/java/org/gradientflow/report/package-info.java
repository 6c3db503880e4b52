/**
 * Reports from saved runs: {@link org.gradientflow.report.Report} writes a page and its figures from the files of a run, the
 * same bytes each time, and {@link org.gradientflow.report.tensorboard} writes event files for TensorBoard.
 *
 * <p>{@link org.gradientflow.report.SweepReport} writes the page of a sweep.
 *
 * <p>{@code data} reads and reduces, {@code claim} judges, {@code figure} draws; none of them writes files.
 */
package org.gradientflow.report;
