package org.gradientflow.sweep;

import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Experiment;

/**
 * One property of an experiment.
 *
 * @param format how its values are written
 * @param getter of the value
 * @param setter gives a copy of an experiment with another value
 */
record Property<T>(
        ValueFormat<T> format, Function<Experiment, T> getter, BiFunction<Experiment, T, Experiment> setter) {
    /** With weights: one more than an experiment's hidden layers. */
    static final int MOST_LAYERS = 1_001;

    T of(Experiment experiment) {
        return getter.apply(experiment);
    }

    /** The value of an experiment, as a results file has it. */
    String text(Experiment experiment) {
        return format.text(of(experiment));
    }

    /** A copy of an experiment with the value of {@link #text}. */
    Experiment parse(Experiment experiment, String text) {
        return setter.apply(experiment, format.parse(text));
    }

    /**
     * A copy of an experiment for each value of a list.
     *
     * @param name of the setting
     * @param list as a person writes it
     */
    List<Experiment> variants(Experiment experiment, String name, String list) {
        return format.list(name, list).stream()
                .map(value -> setter.apply(experiment, value))
                .toList();
    }

    /** A copy of the second experiment with the first one's value. */
    Experiment copy(Experiment from, Experiment to) {
        return setter.apply(to, of(from));
    }

    static Experiment withLayers(Experiment experiment, int layers) {
        // Before there is a list of them.
        Check.between("layers", layers, 2, MOST_LAYERS);
        return withHidden(experiment, layers - 1, experiment.hidden().get(0));
    }

    static Experiment withWidth(Experiment experiment, int width) {
        return withHidden(experiment, experiment.hidden().size(), width);
    }

    private static Experiment withHidden(Experiment experiment, int layers, int width) {
        return experiment.withHidden(Collections.nCopies(layers, width).toArray(Integer[]::new));
    }
}
