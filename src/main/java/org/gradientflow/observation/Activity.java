package org.gradientflow.observation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Moments;
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
    /** The most activations that are looked at: an even sample of more. */
    private static final int MOST_ELEMENTS = 16_384;

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
     * The activity of a layer's units over a batch.
     *
     * @param layer whose they are
     * @param activations [examples, units], [examples, units, time] or [examples, channels, ...]; or with the units last, as the
     *     formats NWC and NHWC have it, where the layer's number of units tells
     * @param mask [examples, time], 0 for the steps that do not count; null for none
     * @return each unit over all else
     */
    static UnitActivity of(LayerFacts layer, INDArray activations, INDArray mask) {
        return new Activity(layer).measure(activations, mask);
    }

    private UnitActivity measure(INDArray activations, INDArray mask) {
        int rank = activations.rank();
        boolean last = rank > 2 && activations.size(1) != layer.nOut() && activations.size(rank - 1) == layer.nOut();
        int units = rank < 2 ? 1 : (int) activations.size(last ? rank - 1 : 1);
        int examples = (int) activations.size(0);
        int inner = (int) (activations.length() / ((long) examples * units));
        double[] values = Doubles.rowMajor(activations);
        boolean masked = mask != null && rank == 3 && mask.length() == (long) examples * inner;
        double[] counts = masked ? Doubles.rowMajor(mask) : null;
        // A prime-like step, so that a thinned image is not one column of it.
        int step = Math.max(1, values.length / MOST_ELEMENTS) | 1;
        double[] active = new double[units];
        double[] saturated = new double[units];
        Moments[] moments = new Moments[units];
        Arrays.setAll(moments, unit -> new Moments());
        int places = examples * inner;
        for (int place = 0; place < places; place += step) {
            if (masked && counts[place] == 0) {
                continue;
            }
            int first = last ? place * units : place / inner * units * inner + place % inner;
            for (int unit = 0; unit < units; unit++) {
                double value = values[first + unit * (last ? 1 : inner)];
                moments[unit].add(value);
                if (rectifier ? value > 0 : value != 0) {
                    active[unit]++;
                }
                if (value <= low || value >= high) {
                    saturated[unit]++;
                }
            }
        }
        double[] mean = new double[units];
        double[] spread = new double[units];
        for (int unit = 0; unit < units; unit++) {
            double n = Math.max(1, moments[unit].count());
            mean[unit] = moments[unit].mean();
            spread[unit] = moments[unit].deviation();
            active[unit] /= n;
            saturated[unit] /= n;
        }
        return new UnitActivity(layer.name(), active, saturated, mean, spread);
    }
}
