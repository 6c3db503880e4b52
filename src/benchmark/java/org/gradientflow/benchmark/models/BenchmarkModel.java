package org.gradientflow.benchmark.models;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network with its data and its known fault.
 *
 * @param name architecture, data, what was changed, and seed
 * @param architecture name of the {@link Design}
 * @param dataset name of the {@link Task}
 * @param fault the cause as the doctor names it; empty when healthy
 * @param layers acceptable answers for the layer, by index or vertex name; {@code all} among them where it is no single one
 * @param network a new network at each call, the same to the bit
 * @param data what it is trained on
 * @param batch rows of a step
 * @param steps within which the network without the fault learns
 * @param seed of the network, the data and the order of the rows
 */
public record BenchmarkModel(
        String name,
        String architecture,
        String dataset,
        Optional<String> fault,
        Set<String> layers,
        Supplier<Model> network,
        DataSet data,
        int batch,
        int steps,
        long seed) {
    @Override
    public String toString() {
        return name;
    }
}
