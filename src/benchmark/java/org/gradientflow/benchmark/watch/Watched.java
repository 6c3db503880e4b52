package org.gradientflow.benchmark.watch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.Training;
import org.gradientflow.watch.Alarm;
import org.gradientflow.watch.TrainingWatch;

/**
 * A whole training under watch.
 *
 * @param name of the program
 * @param causes that count as right; empty for a healthy program
 * @param alarm the first; empty where there was none
 * @param firstNaN the step in which the loss was first not finite
 */
record Watched(String name, List<String> causes, Optional<Alarm> alarm, OptionalInt firstNaN) {
    /** Trains to the end, whatever is alarmed. */
    static Watched of(BenchmarkModel model, List<String> causes) {
        TrainingWatch watch =
                TrainingWatch.builder().confirm(TrainingWatch.When.NOW).build();
        int[] first = {-1};
        Training.train(model, watch, new BaseTrainingListener() {
            @Override
            public void iterationDone(Model network, int iteration, int epoch) {
                if (first[0] < 0 && !Double.isFinite(network.score())) {
                    first[0] = iteration;
                }
            }
        });
        return new Watched(
                model.name(),
                causes,
                watch.alarms().stream().findFirst(),
                first[0] < 0 ? OptionalInt.empty() : OptionalInt.of(first[0]));
    }

    boolean sick() {
        return !causes.isEmpty();
    }

    boolean right() {
        return alarm.map(raised -> causes.contains(raised.finding().cause().id()))
                .orElse(!sick());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-5s %-28s %-40s truth %s",
                right() ? "right" : "WRONG",
                name,
                alarm.map(raised -> raised.finding().cause().id() + " at " + raised.iteration())
                        .orElse("-"),
                sick() ? String.join("|", causes) : "healthy");
    }
}
