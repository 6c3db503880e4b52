package org.gradientflow.benchmark.published;

import java.util.Arrays;
import java.util.Optional;

/** Amazon SageMaker Debugger, DeadRelu: more than half of a layer's units are active for fewer than 1% of the inputs. */
public final class SageMakerDeadRelu implements PublishedRule {
    /** docs.aws.amazon.com/sagemaker/latest/dg/dead-relu.html: threshold_inactivity 1.0 percent. */
    public static final double INACTIVITY = 0.01;

    /** The same page: threshold_layer 50.0 percent. */
    public static final double LAYER = 0.5;

    @Override
    public String name() {
        return "SageMaker DeadRelu";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        return observed.steps().stream()
                .flatMap(step -> observed.rectified().stream().map(step.activations()::get))
                .filter(units -> units != null && dead(units) > LAYER)
                .findFirst()
                .map(units -> "dead-relu");
    }

    private static double dead(float[][] units) {
        return Arrays.stream(units)
                        .filter(unit -> Tensors.share(unit, value -> value > 0) < INACTIVITY)
                        .count()
                / (double) units.length;
    }
}
