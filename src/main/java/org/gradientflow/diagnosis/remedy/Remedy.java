package org.gradientflow.diagnosis.remedy;

import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/**
 * A change that may help, to be tried on a copy.
 *
 * @param change in words
 * @param code the lines of DL4J's API that make the change
 * @param layers changes each layer's configuration
 * @param redraws whether initial parameters are drawn anew
 * @param start changes the network before it trains, given the data
 * @param data changes the data
 * @param comparable whether the loss still means the same, so that two losses can be compared
 * @param setsUpdater whether it sets an updater, or its rate: a second such change would undo the first
 */
public record Remedy(
        String change,
        String code,
        UnaryOperator<Layer> layers,
        boolean redraws,
        BiConsumer<Subject, TrainingData> start,
        UnaryOperator<TrainingData> data,
        boolean comparable,
        boolean setsUpdater) {
    /** The network and its data as they are. */
    static final Remedy NONE = of("nothing", "", layer -> layer);

    public static Remedy of(String change, String code, UnaryOperator<Layer> layers) {
        return new Remedy(change, code, layers, false, (subject, rows) -> {}, rows -> rows, true, false);
    }

    static Remedy ofData(String change, String code, UnaryOperator<TrainingData> data) {
        return new Remedy(change, code, layer -> layer, false, (subject, rows) -> {}, data, true, false);
    }

    /**
     * The changed network, before what is done to it at the {@link #start}.
     *
     * @param subject as it is
     * @param seed of initial parameters, where they are drawn anew
     * @return a copy
     */
    public Subject drawn(Subject subject, long seed) {
        return redraws ? subject.redrawn(layers, seed) : subject.variant(layers);
    }

    Remedy redrawing() {
        return new Remedy(change, code, layers, true, start, data, comparable, setsUpdater);
    }

    Remedy withAnotherLoss() {
        return new Remedy(change, code, layers, redraws, start, data, false, setsUpdater);
    }

    Remedy settingUpdater() {
        return new Remedy(change, code, layers, redraws, start, data, comparable, true);
    }

    /** Two chains of a builder's calls are one, and before what is done to the network that was built. */
    private static String both(String first, String second) {
        if (first.startsWith(".") && second.startsWith(".")) {
            int chain = first.indexOf('\n') < 0 ? first.length() : first.indexOf('\n');
            return first.substring(0, chain) + second + first.substring(chain);
        }
        return first + "\n" + second;
    }

    /** Both, this one first. */
    Remedy and(Remedy other) {
        return new Remedy(
                change + ", and " + other.change,
                both(code, other.code),
                layer -> other.layers.apply(layers.apply(layer)),
                redraws || other.redraws,
                start.andThen(other.start),
                rows -> other.data.apply(data.apply(rows)),
                comparable && other.comparable,
                setsUpdater || other.setsUpdater);
    }
}
