package org.gradientflow.benchmark.published;

import java.util.List;
import java.util.Optional;

/** Amazon SageMaker Debugger, UnchangedTensor, on the weights: {@code numpy.allclose} over the last saved steps. */
public final class SageMakerUnchangedTensor implements PublishedRule {
    /** docs.aws.amazon.com/sagemaker/latest/dg/unchanged-tensor.html: num_steps 3. */
    public static final int STEPS = 3;

    /** The same page, numpy's own default: rtol 1e-05. */
    public static final double RELATIVE = 1e-5;

    /** The same page, numpy's own default: atol 1e-08. */
    public static final double ABSOLUTE = 1e-8;

    @Override
    public String name() {
        return "SageMaker UnchangedTensor";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        List<Observed.Step> steps = observed.steps();
        for (int last = STEPS - 1; last < steps.size(); last++) {
            for (String layer : steps.get(last).weights().keySet()) {
                boolean unchanged = true;
                for (int before = last - STEPS + 1; before < last; before++) {
                    unchanged &= close(
                            steps.get(before).weights().get(layer),
                            steps.get(before + 1).weights().get(layer));
                }
                if (unchanged) {
                    return Optional.of("frozen");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean close(float[] before, float[] after) {
        for (int i = 0; i < before.length; i++) {
            if (!(Math.abs(before[i] - after[i]) <= ABSOLUTE + RELATIVE * Math.abs(after[i]))) {
                return false;
            }
        }
        return true;
    }
}
