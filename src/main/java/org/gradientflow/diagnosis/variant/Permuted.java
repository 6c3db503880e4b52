package org.gradientflow.diagnosis.variant;

import java.lang.ref.Reference;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Internal: another draw of the same initial weights, whatever they were drawn from: inputs and units of each layer in another order, as
 * no configuration says what was done to weights after they were drawn. Their scale, their signs, units that are copies of one
 * another: all that a diagnosis speaks of stays.
 */
public final class Permuted {
    private Permuted() {}

    public static void weights(Subject subject, long seed) {
        Random random = new Random(seed);
        Set<String> tables = Architecture.of(subject.model()).layers().stream()
                .filter(LayerFacts::readsIndices)
                .flatMap(layer -> layer.parameters().stream())
                .collect(Collectors.toSet());
        subject.model().paramTable().forEach((key, value) -> {
            // What stands for a word may be meant.
            if (key.endsWith("W") && value.rank() > 1 && !tables.contains(key)) {
                INDArray units = permuted(value, random).swapAxes(0, 1);
                value.assign(permuted(units, random).swapAxes(0, 1));
            }
        });
    }

    private static INDArray permuted(INDArray weights, Random random) {
        long[] shape = weights.shape().clone();
        INDArray rows = weights.dup('c').reshape('c', shape[0], weights.length() / shape[0]);
        INDArray pulled = Nd4j.pullRows(rows, 1, order(shape[0], random), 'c');
        Reference.reachabilityFence(rows); // ND4J would free the copy while its native code reads it
        return pulled.reshape('c', shape);
    }

    private static int[] order(long length, Random random) {
        List<Integer> order = IntStream.range(0, (int) length).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
