package org.gradientflow.benchmark.models;

import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Changes of initial weights that several faults share. */
final class Weights {
    private Weights() {}

    static IWeightInit normal(double deviation) {
        return new WeightInitDistribution(new NormalDistribution(0, deviation));
    }

    static IWeightInit constant(double value) {
        return new WeightInitDistribution(new ConstantDistribution(value));
    }

    /** Multiplies the drawn weights, those of a recurrence too. */
    static void scale(Model network, List<String> layers, double factor) {
        change(network, layers, weights -> weights.mul(factor));
    }

    /** Replaces the drawn weights. */
    static void change(Model network, List<String> layers, UnaryOperator<INDArray> change) {
        network.paramTable().forEach((key, value) -> {
            int split = key.lastIndexOf('_');
            if (layers.contains(key.substring(0, split)) && key.substring(split).contains("W")) {
                value.assign(change.apply(value));
            }
        });
    }

    static void rate(BaseLayer layer, double factor) {
        var updater = layer.getIUpdater().clone();
        updater.setLrAndSchedule(updater.getLearningRate(0, 0) * factor, null);
        layer.setIUpdater(updater);
    }
}
