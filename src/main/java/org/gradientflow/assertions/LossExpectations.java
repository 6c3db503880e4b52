package org.gradientflow.assertions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;
import org.gradientflow.assertions.Expectation.Failure;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.History;

/** Expectations of any training's losses. */
final class LossExpectations {
    /** A mean loss is lower when it lies below the other by so much of it, and by three standard errors of their difference. */
    static final double LEARNS = 0.1;

    private static final double STANDARD_ERRORS = 3;

    private LossExpectations() {}

    static Expectation isFinite() {
        return history -> history.firstNonFinite().isEmpty()
                ? Optional.empty()
                : Failure.because(
                        "every loss is a finite number",
                        "the loss of step %s is NaN or infinite"
                                .formatted(
                                        Numbers.count(history.firstNonFinite().getAsInt())),
                        Arrays.stream(history.losses().values())
                                .skip(Math.max(0, history.losses().values().length - 5L))
                                .mapToObj(Numbers::text)
                                .collect(Collectors.joining(", ", "the last losses: ", "")));
    }

    static Expectation learns() {
        return history -> {
            double[] losses = data(history);
            int part = Math.max(1, (int) (Expectation.END * losses.length));
            double[] first = Arrays.copyOf(losses, part);
            double[] last = Arrays.copyOfRange(losses, losses.length - part, losses.length);
            double fall = mean(first) - mean(last);
            double error = Math.sqrt(squaredError(first) + squaredError(last));
            boolean fell = fall > 0 && fall >= LEARNS * Math.abs(mean(first)) && fall >= STANDARD_ERRORS * error;
            if (fell && part < 2) {
                throw new IllegalStateException(
                        ("too few steps to tell learning from chance: the loss fell, but it was recorded %d times, and %d are needed;"
                                        + " train longer, or record every step with new FlowRecorder(model, 1)")
                                .formatted(losses.length, (int) Math.ceil(2 / Expectation.END)));
            }
            return fell
                    ? Optional.empty()
                    : Failure.because(
                            "the network learns: the mean loss of the last quarter is at least %s below that of the first, and by more than chance"
                                    .formatted(String.format(Locale.ROOT, "%.0f%%", 100 * LEARNS)),
                            "the mean loss changed from %s to %s"
                                    .formatted(Numbers.text(mean(first)), Numbers.text(mean(last))),
                            "%d steps, standard error of the difference %s"
                                    .formatted(history.losses().steps(), Numbers.text(error)));
        };
    }

    /** A penalty that falls is not learned from the data. It is known of the snapshots only. */
    private static double[] data(History history) {
        boolean penalised = history.snapshots().stream().anyMatch(snapshot -> snapshot.penalty() > 0);
        return penalised
                ? history.snapshots().stream()
                        .mapToDouble(snapshot -> snapshot.loss() - snapshot.penalty())
                        .toArray()
                : history.losses().values();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The squared standard error of the mean. */
    private static double squaredError(double[] values) {
        return StatUtils.variance(values) / values.length;
    }
}
