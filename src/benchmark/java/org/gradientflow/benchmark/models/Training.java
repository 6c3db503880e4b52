package org.gradientflow.benchmark.models;

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

/** Trains models in the plain way: {@code fit} on shuffled rows. */
public final class Training {
    private Training() {}

    /**
     * Makes and trains a new network.
     *
     * @param model with the number of steps, the batch size, and the seed of the rows' order
     * @param listeners of the training
     * @return the network
     */
    public static Model train(BenchmarkModel model, TrainingListener... listeners) {
        Model network = model.network().get();
        network.setListeners(listeners);
        int rows = model.data().numExamples();
        List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
        Random random = new Random(model.seed());
        int next = rows;
        for (int step = 0; step < model.steps(); step++) {
            if (next + model.batch() > rows) {
                Collections.shuffle(order, random);
                next = 0;
            }
            int[] batch = order.subList(next, next + model.batch()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            next += model.batch();
            fit(
                    network,
                    new DataSet(
                            rows(model.data().getFeatures(), batch),
                            rows(model.data().getLabels(), batch)));
        }
        network.setListeners();
        return network;
    }

    /**
     * Applies a network to a whole data set.
     *
     * @param network trained or not
     * @param features of the rows
     * @return its output
     */
    public static INDArray output(Model network, INDArray features) {
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
