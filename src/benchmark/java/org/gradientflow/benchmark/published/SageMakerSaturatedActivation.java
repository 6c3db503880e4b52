package org.gradientflow.benchmark.published;

import java.util.Arrays;
import java.util.Optional;

/**
 * Amazon SageMaker Debugger, SaturatedActivation: more than half of a layer's units are unsaturated for fewer than 1% of the
 * inputs. Its bounds are on what goes into the function; here they are applied to what comes out.
 */
public final class SageMakerSaturatedActivation implements PublishedRule {
    /** docs.aws.amazon.com/sagemaker/latest/dg/saturated-activation.html: threshold_tanh 9.4999. */
    public static final double TANH = 9.4999;

    /** The same page: threshold_sigmoid_min -23. */
    public static final double SIGMOID_LOW = -23;

    /** The same page: threshold_sigmoid_max 16.99999. */
    public static final double SIGMOID_HIGH = 16.99999;

    /** The same page: threshold_inactivity 1.0 percent. */
    public static final double INACTIVITY = 0.01;

    /** The same page: threshold_layer 50.0 percent. */
    public static final double LAYER = 0.5;

    @Override
    public String name() {
        return "SageMaker SaturatedActivation";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        boolean found = observed.steps().stream()
                .anyMatch(step -> step.activations().entrySet().stream()
                        .anyMatch(layer -> observed.tanh().contains(layer.getKey())
                                        && saturated(
                                                layer.getValue(), (float) -Math.tanh(TANH), (float) Math.tanh(TANH))
                                || observed.sigmoid().contains(layer.getKey())
                                        && saturated(layer.getValue(), sigmoid(SIGMOID_LOW), sigmoid(SIGMOID_HIGH))));
        return found ? Optional.of("saturation") : Optional.empty();
    }

    private static boolean saturated(float[][] units, float low, float high) {
        long saturated = Arrays.stream(units)
                .filter(unit -> Tensors.share(unit, value -> value > low && value < high) < INACTIVITY)
                .count();
        return saturated > LAYER * units.length;
    }

    private static float sigmoid(double input) {
        return (float) (1 / (1 + Math.exp(-input)));
    }
}
