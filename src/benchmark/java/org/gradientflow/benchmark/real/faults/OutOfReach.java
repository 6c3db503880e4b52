package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.dropout;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.IDENTITY;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.SOFTMAX;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An output that can't produce the labels. */
final class OutOfReach {
    private static final String CAUSES = "output-activation";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so48251943",
                            "Stack Overflow 48251943",
                            "2 columns, 4 relu, 1 relu, MSE, labels from -1 to 1, SGD 0.01",
                            CAUSES + "|dead-relu",
                            () -> mlp(1, new Sgd(0.01), 2, RELU, units(4), output(1, RELU, LossFunction.MSE)),
                            () -> numbers(features(51, 700, 2, NORMAL), x -> Math.tanh(x[0] - 0.8 * x[1])))
                    .fixedNet(() -> mlp(1, new Sgd(0.01), 2, RELU, units(4), output(1, TANH, LossFunction.MSE)))
                    .batch(10)
                    .steps(2_000),
            Fault.of(
                            "so31880720",
                            "Stack Overflow 31880720",
                            "128 columns, 50-50 relu with dropout, one softmax unit under binary cross-entropy, RMSProp",
                            CAUSES,
                            () -> so31880720(SOFTMAX),
                            () -> numbers(features(52, 800, 128, NORMAL), x -> x[0] + x[1] + x[2] - x[3] > 0 ? 1 : 0))
                    .fixedNet(() -> so31880720(SIGMOID)),
            Fault.of(
                            "so45442843",
                            "Stack Overflow 45442843",
                            "one column, one sigmoid, one softmax unit, mean absolute error, RMSProp, numbers",
                            CAUSES + "|wrong-loss",
                            () -> mlp(
                                    3,
                                    new RmsProp(0.01),
                                    1,
                                    SIGMOID,
                                    units(1),
                                    output(1, SOFTMAX, LossFunction.MEAN_ABSOLUTE_ERROR)),
                            () -> numbers(features(53, 600, 1, NORMAL), x -> 0.5 + 0.4 * x[0]))
                    .fixedNet(() ->
                            mlp(3, new RmsProp(0.01), 1, SIGMOID, units(8), output(1, IDENTITY, LossFunction.MSE)))
                    .steps(1_500),
            Fault.of(
                            "so42800203",
                            "Stack Overflow 42800203",
                            "texts as 60 counts, 24 relu, one softmax unit for two classes",
                            CAUSES + "|wrong-loss",
                            () -> mlp(4, new Adam(3e-3), 60, RELU, units(24), output(1, SOFTMAX, LossFunction.MSE)),
                            () -> counts(54))
                    .fixedNet(() -> mlp(4, new Adam(3e-3), 60, RELU, units(24), output(1, SIGMOID, LossFunction.MSE))),
            Fault.of(
                            "tanh-range",
                            "kind: Stack Overflow 46995209, a tanh output for numbers; labels of our own",
                            "6 columns, 20 tanh, 1 tanh, MSE, labels from 0 to 9",
                            CAUSES + "|unscaled-labels|saturation",
                            () -> mlp(5, new Adam(5e-3), 6, TANH, units(20), output(1, TANH, LossFunction.MSE)),
                            () -> numbers(
                                    features(55, 700, 6, NORMAL), x -> 4.5 + 2 * Math.sin(x[0]) + x[1] - x[2] / 2))
                    .fixedNet(() -> mlp(5, new Adam(5e-3), 6, TANH, units(20), linear(1))),
            Fault.of(
                            "softmax-scores",
                            "kind: Humbatova et al., wrong activation of the output layer; program made up",
                            "three scores of a row, each on its own, from a softmax of three, MSE",
                            CAUSES + "|wrong-loss",
                            () -> mlp(6, new Adam(5e-3), 5, RELU, units(24), output(3, SOFTMAX, LossFunction.MSE)),
                            () -> scores(56))
                    .fixedNet(() -> mlp(6, new Adam(5e-3), 5, RELU, units(24), linear(3))));

    private OutOfReach() {}

    private static Model so31880720(Activation output) {
        return net(
                2,
                new RmsProp(1e-3),
                flat(128),
                dense(50, RELU),
                dropout(0.2),
                dense(50, RELU),
                dropout(0.2),
                output(1, output, LossFunction.XENT));
    }

    private static DataSet counts(long seed) {
        float[][] words =
                features(seed, 800, 60, (random, column) -> Math.max(0, Math.rint(1.2 * random.nextGaussian())));
        return numbers(words, x -> x[0] + x[1] + x[2] > x[3] + x[4] + x[5] ? 1 : 0);
    }

    private static DataSet scores(long seed) {
        float[][] features = features(seed, 800, 5, NORMAL);
        float[][] labels = new float[features.length][];
        for (int row = 0; row < labels.length; row++) {
            float[] x = features[row];
            labels[row] = new float[] {1.5f * x[0], (float) Math.sin(2 * x[1]) + x[2], x[3] - x[4]};
        }
        return dataSet(features, labels);
    }
}
