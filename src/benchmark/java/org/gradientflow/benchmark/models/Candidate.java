package org.gradientflow.benchmark.models;

import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A candidate for the collection: a design, a task and one change.
 *
 * @param design of the network
 * @param task to be learned
 * @param change that makes it faulty, or leaves it healthy
 * @param seed of the network, the data and the order of the rows
 */
record Candidate(Design design, Task task, Change change, long seed) {
    String name() {
        return "%s/%s/%s/%d".formatted(design, task, change, seed);
    }

    BenchmarkModel model() {
        DataSet data = task.data().apply(seed);
        change.data().accept(data);
        Set<String> layers = change.cause().isPresent() ? change.layers().apply(parts()) : Set.of();
        return new BenchmarkModel(
                name(),
                design.name(),
                task.name(),
                change.cause(),
                layers,
                this::network,
                data,
                design.batch(),
                design.steps(),
                seed);
    }

    Candidate withoutFault() {
        return new Candidate(design, task, Change.healthy("plain", 1), seed);
    }

    private Parts parts() {
        return design.recipe().configuration(task, seed);
    }

    private Model network() {
        Parts parts = parts();
        change.configuration().accept(parts);
        Model network = parts.init();
        change.network().accept(parts, network);
        return network;
    }
}
