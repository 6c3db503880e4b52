package org.gradientflow.diagnosis.zoo;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.SpecifiedIndex;

/** Trains patients as their owner would: shuffled rows, {@code fit}, no more. */
final class Training {
    private Training() {}

    /**
     * A new network, trained.
     *
     * @param patient with the number of steps, the batch size, and the seed of the rows' order
     * @param listeners of the training
     * @return the network
     */
    static Model train(Patient patient, TrainingListener... listeners) {
        Model network = patient.network().get();
        network.setListeners(listeners);
        int rows = patient.data().numExamples();
        List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
        Random random = new Random(patient.seed());
        int next = rows;
        for (int step = 0; step < patient.steps(); step++) {
            if (next + patient.batch() > rows) {
                Collections.shuffle(order, random);
                next = 0;
            }
            int[] batch = order.subList(next, next + patient.batch()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            next += patient.batch();
            fit(
                    network,
                    new DataSet(
                            rows(patient.data().getFeatures(), batch),
                            rows(patient.data().getLabels(), batch)));
        }
        network.setListeners();
        return network;
    }

    /**
     * What a network says of a whole data set.
     *
     * @param network trained or not
     * @param features of the rows
     * @return its output
     */
    static INDArray output(Model network, INDArray features) {
        return network instanceof ComputationGraph graph
                ? graph.outputSingle(features)
                : ((MultiLayerNetwork) network).output(features);
    }

    private static void fit(Model network, DataSet batch) {
        if (network instanceof ComputationGraph graph) {
            graph.fit(batch);
        } else {
            ((MultiLayerNetwork) network).fit(batch);
        }
    }

    private static INDArray rows(INDArray array, int[] rows) {
        INDArrayIndex[] index = new INDArrayIndex[array.rank()];
        Arrays.fill(index, NDArrayIndex.all());
        index[0] = new SpecifiedIndex(rows);
        return array.get(index).dup('c');
    }
}
