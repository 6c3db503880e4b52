package org.gradientflow.model;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * When the output of a unit counts as off and when as saturated. A unit that is off for every input is dead: it passes no gradient on.
 * All measurements of dead and saturated units use this definition.
 */
public final class UnitOutput {
    /**
     * Share of the activation's range that counts as being at its bound. For sigmoid and tanh alike the slope there is at most 8% of
     * its largest: sigmoid'(z) = s (1 - s) = 0.0196 at s = 0.98, against 0.25.
     */
    public static final double NEAR_BOUND = 0.02;

    /** Far out, where a bounded activation is at its bounds, and near 0, where it is not. */
    private static final double[] INPUTS = {-1e4, -0.5, 0.5, 1e4};

    /** A wider range than that of any bounded activation. */
    private static final double UNBOUNDED = 10;

    /** A recorder asks at every step; the bounds of DL4J's activations depend on their kind only. */
    private static final Map<Class<?>, UnitOutput> PROBED = new ConcurrentHashMap<>();

    private final double low;
    private final double high;

    private UnitOutput(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /**
     * The definition for one activation.
     *
     * @param activation of the layer; empty for a layer without one
     * @return bounds that are probed, so that any bounded activation has them; none for softmax, which is no function of one unit
     */
    public static UnitOutput of(Optional<IActivation> activation) {
        return activation
                .filter(function -> !(function instanceof ActivationSoftmax))
                .map(UnitOutput::known)
                .orElse(new UnitOutput(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    private static UnitOutput known(IActivation activation) {
        Class<?> kind = activation.getClass();
        // Somebody's own activation may have other bounds in another instance.
        return kind.getPackage().equals(ActivationSoftmax.class.getPackage())
                ? PROBED.computeIfAbsent(kind, one -> probed(activation))
                : probed(activation);
    }

    private static UnitOutput probed(IActivation activation) {
        INDArray inputs = Nd4j.createFromArray(INPUTS).reshape(INPUTS.length, 1);
        double[] outputs = Doubles.rowMajor(activation.getActivation(inputs, false));
        double least = outputs[0];
        double largest = outputs[INPUTS.length - 1];
        // A rectifier has its lower bound before 0 too: it is off there, not saturated.
        if (!(largest - least < UNBOUNDED) || outputs[1] <= least) {
            return new UnitOutput(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double margin = NEAR_BOUND * (largest - least);
        return new UnitOutput(least + margin, largest - margin);
    }

    /**
     * Whether the unit passes neither a signal nor, if it is a ReLU, a gradient on.
     *
     * @param output for one input
     * @return true for exactly 0
     */
    public static boolean isOff(double output) {
        return output == 0;
    }

    /**
     * Whether the output is within {@value #NEAR_BOUND} of the activation's range from one of its bounds, where the slope is small.
     *
     * @param output for one input
     * @return false for unbounded activations
     */
    public boolean isSaturated(double output) {
        return output < low || output > high;
    }
}
