package org.gradientflow.observation;

import java.util.Arrays;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Moments;
import org.gradientflow.model.UnitOutput;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Works out a layer's {@link UnitActivity} from its activations. */
final class Activity {
    /** The most activations that are looked at: an even sample of more. */
    private static final int MOST_ELEMENTS = 16_384;

    private final LayerFacts layer;
    private final UnitOutput output;

    private Activity(LayerFacts layer) {
        this.layer = layer;
        this.output = UnitOutput.of(layer.activation());
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
                if (!UnitOutput.isOff(value)) {
                    active[unit]++;
                }
                if (output.isSaturated(value)) {
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
