package org.gradientflow.benchmark.published;

import java.util.Optional;

/** Amazon SageMaker Debugger, LossNotDecreasing: the loss of a step against the loss ten steps before. */
public final class SageMakerLossNotDecreasing implements PublishedRule {
    /** docs.aws.amazon.com/sagemaker/latest/dg/loss-not-decreasing.html: num_steps 10. */
    public static final int STEPS = 10;

    /** The same page: diff_percent 0.1, the least decrease in percent. */
    public static final double PERCENT = 0.1;

    @Override
    public String name() {
        return "SageMaker LossNotDecreasing";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        double[] losses = observed.losses();
        for (int step = STEPS; step < losses.length; step += STEPS) {
            double decrease = 100 * (losses[step - STEPS] - losses[step]) / Math.abs(losses[step - STEPS]);
            if (!(decrease >= PERCENT)) {
                return Optional.of("rate-too-low");
            }
        }
        return Optional.empty();
    }
}
