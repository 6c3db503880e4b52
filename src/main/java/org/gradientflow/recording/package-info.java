/**
 * Histograms of every parameter, raw gradient, update and activation, as DL4J's training UI reads them.
 *
 * <p>{@link org.gradientflow.recording.StepStatsListener} takes the place of DL4J's {@code StatsListener}: that one leaves out
 * the first step, reports numbers that are up to N-1 steps old when it reports each Nth, and waits
 * for the disk at every report. The records are the same, so DL4J's own pages and storages read them.
 */
package org.gradientflow.recording;
