package org.gradientflow.benchmark.published;

import java.util.Arrays;
import java.util.Optional;

/**
 * Amazon SageMaker Debugger, PoorWeightInitialization, over the first steps: variances of the layers' weights too far apart,
 * gradients too narrow, or a loss that does not fall.
 */
public final class SageMakerPoorWeightInitialization implements PublishedRule {
    /** docs.aws.amazon.com/sagemaker/latest/dg/poor-weight-initialization.html: threshold 10.0. */
    public static final double VARIANCES = 10;

    /** The same page: distribution_range 0.001, between the 5th and the 95th percentile. */
    public static final double RANGE = 0.001;

    /** The same page: patience 5. */
    public static final int PATIENCE = 5;

    /** The same page: steps 10. */
    public static final int STEPS = 10;

    @Override
    public String name() {
        return "SageMaker PoorWeightInitialization";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        boolean poor = observed.steps().stream().limit(STEPS).anyMatch(SageMakerPoorWeightInitialization::poor)
                || stalled(observed.losses());
        return poor ? Optional.of("vanishing") : Optional.empty();
    }

    private static boolean poor(Observed.Step step) {
        double[] variances = step.weights().values().stream()
                .mapToDouble(Tensors::variance)
                .sorted()
                .toArray();
        return variances[variances.length - 1] > VARIANCES * variances[0]
                || step.gradients().values().stream().anyMatch(gradient -> range(gradient) < RANGE);
    }

    private static boolean stalled(double[] losses) {
        double best = Double.POSITIVE_INFINITY;
        int since = 0;
        for (int step = 0; step < Math.min(STEPS, losses.length); step++) {
            if (losses[step] < best) {
                best = losses[step];
                since = 0;
            } else {
                since++;
            }
            if (since >= PATIENCE) {
                return true;
            }
        }
        return false;
    }

    private static double range(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (0.95 * (sorted.length - 1))] - sorted[(int) (0.05 * (sorted.length - 1))];
    }
}
