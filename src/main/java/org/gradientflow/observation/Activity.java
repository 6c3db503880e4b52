package org.gradientflow.observation;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationPReLU;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Works out a layer's {@link UnitActivity} from its activations. */
final class Activity {
    /** Positive is on. */
    private static final List<Class<? extends IActivation>> RECTIFIERS = List.of(
            ActivationReLU.class,
            ActivationReLU6.class,
            ActivationThresholdedReLU.class,
            ActivationLReLU.class,
            ActivationRReLU.class,
            ActivationPReLU.class,
            ActivationELU.class,
            ActivationSELU.class,
            ActivationGELU.class,
            ActivationSwish.class,
            ActivationMish.class);

    private static final List<Class<? extends IActivation>> UNIT_INTERVAL =
            List.of(ActivationSigmoid.class, ActivationHardSigmoid.class, ActivationSoftmax.class);

    private static final List<Class<? extends IActivation>> SYMMETRIC = List.of(
            ActivationTanH.class, ActivationHardTanH.class, ActivationSoftSign.class, ActivationRationalTanh.class);

    private final LayerFacts layer;
    private final boolean rectifier;
    private final double low;
    private final double high;

    private Activity(LayerFacts layer) {
        this.layer = layer;
        Optional<IActivation> function = layer.activation();
        this.rectifier = isOneOf(RECTIFIERS, function);
        if (isOneOf(UNIT_INTERVAL, function)) {
            low = UnitActivity.NEAR_BOUND;
            high = 1 - UnitActivity.NEAR_BOUND;
        } else if (isOneOf(SYMMETRIC, function)) {
            low = -1 + 2 * UnitActivity.NEAR_BOUND;
            high = 1 - 2 * UnitActivity.NEAR_BOUND;
        } else {
            low = Double.NEGATIVE_INFINITY;
            high = Double.POSITIVE_INFINITY;
        }
    }

    private static boolean isOneOf(List<Class<? extends IActivation>> kinds, Optional<IActivation> function) {
        return function.isPresent() && kinds.contains(function.get().getClass());
    }

    /**
     * Of a batch's activations.
     *
     * @param layer whose they are
     * @param activations [examples, units], [examples, units, time] or [examples, channels, ...]
     * @return each unit over all else
     */
    static UnitActivity of(LayerFacts layer, INDArray activations) {
        return new Activity(layer).measure(activations);
    }

    private UnitActivity measure(INDArray activations) {
        double[] values = Doubles.rowMajor(activations);
        int examples = (int) activations.size(0);
        int units = activations.rank() < 2 ? 1 : (int) activations.size(1);
        int inner = values.length / (examples * units);
        double each = (double) examples * inner;
        double[] active = new double[units];
        double[] saturated = new double[units];
        double[] mean = new double[units];
        double[] spread = new double[units];
        for (int i = 0; i < values.length; i++) {
            int unit = i / inner % units;
            double value = values[i];
            mean[unit] += value / each;
            if (rectifier ? value > 0 : value != 0) {
                active[unit] += 1 / each;
            }
            if (value <= low || value >= high) {
                saturated[unit] += 1 / each;
            }
        }
        for (int i = 0; i < values.length; i++) {
            int unit = i / inner % units;
            spread[unit] += (values[i] - mean[unit]) * (values[i] - mean[unit]) / each;
        }
        for (int unit = 0; unit < units; unit++) {
            spread[unit] = Math.sqrt(spread[unit]);
        }
        return new UnitActivity(layer.name(), active, saturated, mean, spread);
    }
}
