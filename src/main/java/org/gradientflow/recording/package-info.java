/**
 * Histograms of every parameter, raw gradient, update and activation, as DL4J's training UI reads them.
 *
 * <p>{@link org.gradientflow.recording.StepStatsListener} replaces DL4J's {@code StatsListener}, which leaves out the first step,
 * reports numbers that are up to N-1 steps old when it reports every Nth step, and waits for the disk at every report. The
 * records are the same, so DL4J's own pages and storages can read them.
 */
package org.gradientflow.recording;
