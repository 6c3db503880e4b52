package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.normalWeights;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Sigmoid in several layers, through which the gradient vanishes. */
final class DeepSigmoids {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "autotrainer-vanishing",
                            "kind: AUTOTRAINER, Gradient_Vanish_Case; on rings",
                            "two circles, ten sigmoid layers of 12, SGD",
                            "vanishing|saturation",
                            () -> circles(SIGMOID),
                            () -> numbers(features(109, 700, 2, NORMAL), x -> Math.hypot(x[0], x[1]) < 1.1 ? 1 : 0))
                    .fixedNet(() -> circles(TANH)),
            Fault.of(
                            "so39217567",
                            "Stack Overflow 39217567",
                            "five bits, three sigmoid layers of 5 from N(0, 0.05), MSE, SGD 0.01",
                            "vanishing|rate-too-low",
                            () -> bits(SIGMOID),
                            () -> permutedBits(110))
                    .fixedNet(() -> mlp(10, new Sgd(0.5), 5, RELU, units(20, 20), sigmoid(5))),
            Fault.of(
                            "so58609115",
                            "Stack Overflow 58609115",
                            "one column, 69-69-69 sigmoid from N(0, 0.05), 20 outputs of marks",
                            "vanishing|rate-too-low|wrong-loss",
                            () -> marks(normalWeights(0.05), SIGMOID, new Sgd(0.01)),
                            () -> markRows(111))
                    .fixedNet(() -> marks(new WeightInitXavier(), TANH, new Adam(5e-3))));

    private DeepSigmoids() {}

    private static Model circles(Activation hidden) {
        DenseLayer[] layers = new DenseLayer[10];
        Arrays.setAll(layers, i -> dense(12, hidden));
        List<Layer> all = new ArrayList<>(List.of(layers));
        all.add(sigmoid(1));
        return net(9, new Sgd(0.05), flat(2), all.toArray(Layer[]::new));
    }

    private static Model bits(Activation hidden) {
        return net(
                10,
                new Sgd(0.01),
                flat(5),
                dense(5, hidden, normalWeights(0.05)),
                dense(5, hidden, normalWeights(0.05)),
                output(5, SIGMOID, LossFunction.MSE, normalWeights(0.05)));
    }

    /** Each number of five bits with another's bits as labels. */
    private static DataSet permutedBits(long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        float[][] features = new float[320][5];
        float[][] labels = new float[320][5];
        for (int row = 0; row < features.length; row++) {
            for (int bit = 0; bit < 5; bit++) {
                features[row][bit] = row % 32 >> bit & 1;
                labels[row][bit] = order.get(row % 32) >> bit & 1;
            }
        }
        return dataSet(features, labels);
    }

    private static Model marks(IWeightInit weights, Activation hidden, IUpdater updater) {
        return net(
                11,
                updater,
                flat(1),
                dense(69, hidden, weights),
                dense(69, hidden, weights),
                output(20, SIGMOID, LossFunction.XENT, weights));
    }

    private static DataSet markRows(long seed) {
        float[][] features = features(seed, 600, 1, NORMAL);
        float[][] labels = new float[features.length][20];
        for (int row = 0; row < labels.length; row++) {
            for (int mark = 0; mark < 20; mark++) {
                labels[row][mark] = Math.sin((1 + mark / 10.0) * features[row][0] + mark) > 0 ? 1 : 0;
            }
        }
        return dataSet(features, labels);
    }
}
