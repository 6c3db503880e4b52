package org.gradientflow.benchmark.published;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * AUTOTRAINER (Zhang, Zhai, Ma, Shen: "AUTOTRAINER: An Automatic DNN Training Problem Detection and Repair System", ICSE
 * 2021), after {@code AutoTrainer/utils/monitor.py} of github.com/shiningrain/AUTOTRAINER. Its epochs are tenths of the
 * training here.
 */
public final class AutoTrainer implements PublishedRule {
    /** beta_1 of default_param: the first layer's gradient norm relative to the last's. */
    public static final double VANISHING_RATIO = 1e-3;

    /** beta_2: the first layer's gradient norm. */
    public static final double VANISHING_NORM = 1e-4;

    /** beta_3. */
    public static final double EXPLODING_RATIO = 70;

    /** gamma: share of gradients that are zero. */
    public static final double DYING = 0.7;

    /** zeta: a swing of the accuracy. */
    public static final double SWING = 0.03;

    /** eta: swings an epoch. */
    public static final double SWINGS = 0.2;

    /** delta: the least gain of accuracy between epochs. */
    public static final double GAIN = 0.01;

    /** Theta: the accuracy that satisfies. */
    public static final double SATISFIED = 0.7;

    /** A loss of 1e5 counts as not finite. */
    private static final double LARGE_LOSS = 1e5;

    @Override
    public String name() {
        return "AUTOTRAINER";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        double[] losses = observed.losses();
        if (Arrays.stream(losses).anyMatch(loss -> !Double.isFinite(loss)) || losses[losses.length - 1] >= LARGE_LOSS) {
            return Optional.of("exploding");
        }
        double[] accuracies = observed.accuracies();
        boolean slow = largestGain(accuracies) < GAIN;
        if (Arrays.stream(accuracies).max().orElse(0) < SATISFIED || slow) {
            if (observed.steps().stream().anyMatch(step -> zeros(step) >= DYING)) {
                return Optional.of("dead-relu");
            }
            if (observed.steps().stream().anyMatch(step -> ratio(step) > EXPLODING_RATIO)) {
                return Optional.of("exploding");
            }
            if (observed.steps().stream()
                    .anyMatch(step -> ratio(step) < VANISHING_RATIO && first(step) < VANISHING_NORM)) {
                return Optional.of("vanishing");
            }
            return slow ? Optional.of("rate-too-low") : Optional.empty();
        }
        return swings(accuracies) >= SWINGS * accuracies.length ? Optional.of("rate-too-high") : Optional.empty();
    }

    private static double first(Observed.Step step) {
        return step.gradients().values().stream().findFirst().map(Tensors::norm).orElse(Double.NaN);
    }

    private static double ratio(Observed.Step step) {
        List<float[]> gradients = List.copyOf(step.gradients().values());
        return gradients.isEmpty()
                ? Double.NaN
                : Tensors.norm(gradients.get(0)) / Tensors.norm(gradients.get(gradients.size() - 1));
    }

    private static double zeros(Observed.Step step) {
        double zeros = 0;
        double all = 0;
        for (float[] gradient : step.gradients().values()) {
            zeros += gradient.length * Tensors.share(gradient, value -> value == 0);
            all += gradient.length;
        }
        return zeros / all;
    }

    private static double largestGain(double[] accuracies) {
        double largest = 0;
        for (int i = 1; i < accuracies.length; i++) {
            largest = Math.max(largest, accuracies[i] - accuracies[i - 1]);
        }
        return largest;
    }

    private static int swings(double[] accuracies) {
        double[] peaks = new double[accuracies.length];
        double[] valleys = new double[accuracies.length];
        int peakCount = 0;
        int valleyCount = 0;
        for (int i = 1; i < accuracies.length - 1; i++) {
            if (accuracies[i] >= accuracies[i - 1] && accuracies[i] >= accuracies[i + 1]) {
                peaks[peakCount++] = accuracies[i];
            }
            if (accuracies[i] <= accuracies[i - 1] && accuracies[i] <= accuracies[i + 1]) {
                valleys[valleyCount++] = accuracies[i];
            }
        }
        int swings = 0;
        for (int i = 0; i < Math.min(peakCount, valleyCount); i++) {
            if (peaks[i] - valleys[i] >= SWING) {
                swings++;
            }
        }
        return swings;
    }
}
