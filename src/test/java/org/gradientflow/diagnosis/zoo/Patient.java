package org.gradientflow.diagnosis.zoo;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network with its data, and what is known to be wrong with it.
 *
 * @param name architecture, data, what was changed, and seed
 * @param architecture name of the {@link Design}
 * @param dataset name of the {@link Task}
 * @param disease the cause as the doctor names it; empty when healthy
 * @param layers acceptable answers for the layer, by index or vertex name; {@code all} among them where it is no single one
 * @param network a new network at each call, the same to the bit
 * @param data what it is trained on
 * @param batch rows of a step
 * @param steps within which the healthy network learns
 * @param seed of the network, the data and the order of the rows
 */
public record Patient(
        String name,
        String architecture,
        String dataset,
        Optional<String> disease,
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
