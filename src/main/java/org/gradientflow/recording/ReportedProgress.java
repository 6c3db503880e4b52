package org.gradientflow.recording;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/** Counts steps and examples, and their rates since the last report. Every step counts, reported or not. */
final class ReportedProgress {

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private long begun;
    private long steps;
    private long examples;
    private long lastTime;
    private long lastSteps;
    private long lastExamples;
    private boolean reported;

    void begin() {
        begun = System.nanoTime();
    }

    void step(Model model) {
        steps++;
        examples += model.batchSize();
    }

    void writeTo(StatsReport report) {
        long now = System.nanoTime();
        double seconds = (now - lastTime) / NANOS_PER_MILLI / MILLIS_PER_SECOND;
        // The first report has no rate, for which the UI expects 0.
        double examplesPerSecond = reported ? (examples - lastExamples) / seconds : 0;
        double stepsPerSecond = reported ? (steps - lastSteps) / seconds : 0;
        report.reportPerformance(
                (long) ((now - begun) / NANOS_PER_MILLI), examples, steps, examplesPerSecond, stepsPerSecond);
        lastTime = now;
        lastSteps = steps;
        lastExamples = examples;
        reported = true;
    }
}
