package org.gradientflow.diagnosis.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.FlatRows;
import org.gradientflow.model.Subject;
import org.gradientflow.model.UnitOutput;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * The state of a layer with weights at one moment.
 *
 * @param layer index or vertex name
 * @param parameter key of its weights
 * @param activation as configured, or null
 * @param weights root mean square of its weights
 * @param mean of its weights
 * @param gradient root mean square of the loss's derivative by them; NaN where the layer is frozen
 * @param dead share of its units that give exactly 0 for every row
 * @param saturated share of its values at the ends of a bounded activation
 * @param spread deviation over the rows, root mean square over the units
 * @param size root mean square of its values
 * @param different number of units whose incoming weights differ, as a share of all
 * @param units how many
 */
public record LayerState(
        String layer,
        String parameter,
        IActivation activation,
        double weights,
        double mean,
        double gradient,
        double dead,
        double saturated,
        double spread,
        double size,
        double different,
        long units) {
    /**
     * Looks at every layer with weights.
     *
     * @param subject a copy that may be run
     * @param batch of rows
     * @return the layers from input to output, as DL4J orders them
     */
    public static List<LayerState> of(Subject subject, MultiDataSet batch) {
        Map<String, INDArray> gradients = subject.gradients(batch);
        Map<String, INDArray> outputs = subject.activations(batch);
        List<LayerState> states = new ArrayList<>();
        Map<String, INDArray> parameters = subject.model().paramTable();
        List<String> names = subject.names();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String key = parameters.keySet().stream()
                    .filter(k -> k.equals(name + "_W") || k.equals(name + "_fW"))
                    .findFirst()
                    .orElse(null);
            if (key != null) {
                states.add(state(
                        name,
                        key,
                        Changes.inner(subject.layers().get(i).conf().getLayer()),
                        parameters.get(key),
                        gradients.get(key),
                        outputs.get(name)));
            }
        }
        return states;
    }

    private static LayerState state(
            String name, String key, BaseLayer configuration, INDArray weights, INDArray gradient, INDArray output) {
        INDArray rows = FlatRows.of(output, columnsLast(configuration, output)).castTo(DataType.DOUBLE);
        IActivation activation = configuration == null ? null : configuration.getActivationFn();
        INDArray largest = rows.max(0);
        INDArray least = rows.min(0);
        long dead = 0;
        for (long unit = 0; unit < rows.size(1); unit++) {
            dead += UnitOutput.isOff(largest.getDouble(unit)) && UnitOutput.isOff(least.getDouble(unit)) ? 1 : 0;
        }
        INDArray centred = rows.subRowVector(rows.mean(0));
        return new LayerState(
                name,
                key,
                activation,
                rms(weights),
                weights.castTo(DataType.DOUBLE).meanNumber().doubleValue(),
                gradient == null ? Double.NaN : rms(gradient),
                dead / (double) rows.size(1),
                saturated(rows, activation),
                rms(centred),
                rms(rows),
                different(weights),
                rows.size(1));
    }

    /** Many kinds of layers have a format, each by another name; the number of units tells, or twice that of two directions. */
    private static boolean columnsLast(BaseLayer configuration, INDArray output) {
        if (!(configuration instanceof FeedForwardLayer layer) || output.rank() < 3) {
            return false;
        }
        LongPredicate units = size -> size == layer.getNOut() || size == 2 * layer.getNOut();
        return !units.test(output.size(1)) && units.test(output.size(-1));
    }

    /** Share of the weights' size that is their mean: 0 where they lie around 0, 1 where all are the same. */
    public double offCentre() {
        return weights > 0 ? Math.abs(mean) / weights : 0;
    }

    public static double rms(INDArray array) {
        double norm = array.castTo(DataType.DOUBLE).norm2Number().doubleValue();
        return norm / Math.sqrt(array.length());
    }

    private static double saturated(INDArray rows, IActivation activation) {
        UnitOutput output = UnitOutput.of(Optional.ofNullable(activation));
        double[] values = Doubles.rowMajor(rows);
        return Arrays.stream(values).filter(output::isSaturated).count() / (double) values.length;
    }

    /** Share of the units whose incoming weights differ from those of the unit before. */
    private static double different(INDArray weights) {
        INDArray units = weights.rank() == 2
                ? weights.transpose()
                : weights.rank() == 4
                        ? weights.dup('c').reshape('c', weights.size(0), weights.length() / weights.size(0))
                        : null;
        if (units == null || units.size(0) < 2) {
            return 1;
        }
        long different = 0;
        for (long unit = 1; unit < units.size(0); unit++) {
            double scale = Math.max(1e-300, units.getRow(unit).amaxNumber().doubleValue());
            double off =
                    units.getRow(unit).sub(units.getRow(unit - 1)).amaxNumber().doubleValue();
            different += off > 1e-6 * scale ? 1 : 0;
        }
        return different / (double) (units.size(0) - 1);
    }
}
