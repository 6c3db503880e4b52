package org.gradientflow.benchmark.models;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * One change of a healthy network: a fault, or a harmless change that is easily taken for one. Each change is a copy of
 * {@link #faulty} or {@link #healthy} with the parts that it changes.
 *
 * @param cause as the doctor names it; empty when the network stays healthy
 * @param name of the variant
 * @param copies how many combinations of design and task get it
 * @param fits where it makes sense
 * @param data changes a copy of the data, in place
 * @param configuration changes a configuration before its network is made
 * @param network changes the initial parameters
 * @param layers acceptable answers for the layer
 * @param proven true when the label holds whatever the outcome of training
 */
record Change(
        Optional<String> cause,
        String name,
        int copies,
        BiPredicate<Design, Task> fits,
        Consumer<DataSet> data,
        Consumer<Parts> configuration,
        BiConsumer<Parts, Model> network,
        Function<Parts, Set<String>> layers,
        boolean proven) {
    static final String ALL = "all";

    static Change faulty(String cause, String name, int copies) {
        return make(Optional.of(cause), name, copies);
    }

    static Change healthy(String name, int copies) {
        return make(Optional.empty(), name, copies);
    }

    private static Change make(Optional<String> cause, String name, int copies) {
        return new Change(cause, name, copies, (d, t) -> true, d -> {}, p -> {}, (p, m) -> {}, p -> Set.of(ALL), false);
    }

    Change where(BiPredicate<Design, Task> where) {
        return new Change(cause, name, copies, fits.and(where), data, configuration, network, layers, proven);
    }

    Change data(Consumer<DataSet> change) {
        return new Change(cause, name, copies, fits, change, configuration, network, layers, proven);
    }

    Change configuration(Consumer<Parts> change) {
        return new Change(cause, name, copies, fits, data, change, network, layers, proven);
    }

    Change network(BiConsumer<Parts, Model> change) {
        return new Change(cause, name, copies, fits, data, configuration, change, layers, proven);
    }

    Change layers(Function<Parts, Set<String>> answers) {
        return new Change(cause, name, copies, fits, data, configuration, network, answers, proven);
    }

    Change byNature() {
        return new Change(cause, name, copies, fits, data, configuration, network, layers, true);
    }

    @Override
    public String toString() {
        return cause.map(c -> c + "(" + name + ")").orElse(name);
    }
}
