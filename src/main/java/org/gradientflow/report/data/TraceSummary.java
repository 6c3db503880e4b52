package org.gradientflow.report.data;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.training.RecentSteps;
import org.gradientflow.training.Step;

/** Reduces the steps of one training to a loss curve and the last 1,000 estimates. */
final class TraceSummary implements Consumer<Step> {
    /** A curve has at most about this many points. */
    private static final int POINTS = 100;

    private final int rows;
    private final int block;
    private final SeriesBuilder loss = new SeriesBuilder();
    private final ArrayDeque<Step> recent = new ArrayDeque<>();
    private double sum;
    private int count;
    private int first = -1;
    private int last = -1;

    TraceSummary(Experiment experiment, int steps) {
        this.rows = experiment.countedRows();
        this.block = Math.max(1, (steps + POINTS - 1) / POINTS);
    }

    @Override
    public void accept(Step step) {
        if (recent.size() == RecentSteps.KEPT) {
            recent.removeFirst();
        }
        recent.addLast(step);
        sum += step.loss();
        if (++count == block) {
            loss.add(step.index() - (block - 1) / 2.0, sum / block / rows);
            sum = 0;
            count = 0;
        }
        first = first < 0 ? step.index() : first;
        last = step.index();
    }

    /** The number of the first step; 0 if there is none. */
    int first() {
        return Math.max(first, 0);
    }

    /** The number of the last step; -1 if there is none. */
    int last() {
        return last;
    }

    /** Mean loss per row over each {@code block} of steps; an incomplete block at the end is left out. */
    Series loss() {
        return loss.build();
    }

    double[] inputs() {
        return recent.stream().mapToDouble(Step::x0).toArray();
    }

    double[] estimates() {
        return recent.stream().mapToDouble(Step::estimate0).toArray();
    }
}
