package org.gradientflow.benchmark.published;

import java.util.Optional;

/** Amazon SageMaker Debugger, WeightUpdateRatio: the ratio of updates to weights at any step. */
public final class SageMakerWeightUpdateRatio implements PublishedRule {
    /** docs.aws.amazon.com/sagemaker/latest/dg/weight-update-ratio.html: large_threshold 10.0. */
    public static final double LARGE = 10;

    /** The same page: small_threshold 0.00000001. */
    public static final double SMALL = 1e-8;

    /** The same page: epsilon 0.000000001. */
    public static final double EPSILON = 1e-9;

    @Override
    public String name() {
        return "SageMaker WeightUpdateRatio";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        for (Observed.Step step : observed.steps()) {
            for (String layer : step.updates().keySet()) {
                double ratio = Tensors.norm(step.updates().get(layer))
                        / (Tensors.norm(step.weights().get(layer)) + EPSILON);
                if (ratio > LARGE) {
                    return Optional.of("rate-too-high");
                }
                if (ratio < SMALL) {
                    return Optional.of("rate-too-low");
                }
            }
        }
        return Optional.empty();
    }
}
