package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.Nets.conv;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.dropout;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.uniformWeights;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.IDENTITY;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.SOFTMAX;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Losses that do not fit the labels or the output. */
final class WrongLosses {
    private static final String CAUSES = "wrong-loss";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so44164749",
                            "Stack Overflow 44164749",
                            "40 columns, 60-30 relu, dropout, eight marks under one softmax and its cross-entropy",
                            CAUSES + "|output-activation",
                            () -> so44164749(softmax(8)),
                            () -> marks(131))
                    .fixedNet(() -> so44164749(sigmoid(8))),
            Fault.of(
                            "so34673164",
                            "Stack Overflow 34673164; classes of our own",
                            "16 columns, 64-64 tanh from U(-0.05, 0.05), dropout, two softmax, MSE, SGD 0.1 with momentum: here 12 classes and 0.01",
                            CAUSES + "|rate-too-low",
                            () -> so34673164(LossFunction.MSE),
                            () -> clusters(132, 900, 16, 12, 2, 0.7))
                    .fixedNet(() -> so34673164(LossFunction.MCXENT))
                    .steps(600),
            Fault.of(
                            "so50079585",
                            "Stack Overflow 50079585",
                            "images of three classes under one sigmoid: classes 0, 1 and 2 as numbers",
                            CAUSES + "|output-activation|wrong-labels",
                            () -> net(
                                    3,
                                    new RmsProp(1e-3),
                                    image(10),
                                    conv(6, RELU),
                                    pool(),
                                    dense(24, RELU),
                                    sigmoid(1)),
                            () -> asNumbers(images(133, 700, 10, 3, 0.1, 1)))
                    .fixed(
                            () -> net(
                                    3,
                                    new RmsProp(1e-3),
                                    image(10),
                                    conv(6, RELU),
                                    pool(),
                                    dense(24, RELU),
                                    softmax(3)),
                            () -> square(images(133, 700, 10, 3, 0.1, 1), 10))
                    .steps(600),
            Fault.of(
                            "gol",
                            "GitHub alexander-travov/gol_nn: binary cross-entropy repaired to MSE; counts as labels here",
                            "neighbourhoods of nine cells, a linear output under binary cross-entropy",
                            CAUSES + "|output-activation",
                            () -> gol(output(1, IDENTITY, LossFunction.XENT)),
                            () -> numbers(
                                    features(134, 800, 9, (random, column) -> random.nextInt(2)), WrongLosses::alive))
                    .fixedNet(() -> gol(output(1, SIGMOID, LossFunction.MSE)))
                    .steps(2_000));

    private WrongLosses() {}

    private static Model so44164749(OutputLayer output) {
        return net(
                1,
                new Nesterovs(0.01, 0.9),
                flat(40),
                dense(60, RELU),
                dropout(0.1),
                dense(30, RELU),
                dropout(0.1),
                output);
    }

    private static DataSet marks(long seed) {
        float[][] features = features(seed, 900, 40, NORMAL);
        float[][] labels = new float[features.length][8];
        for (int row = 0; row < labels.length; row++) {
            for (int mark = 0; mark < 8; mark++) {
                labels[row][mark] = features[row][mark] + features[row][mark + 8] > 0 ? 1 : 0;
            }
        }
        return dataSet(features, labels);
    }

    private static Model so34673164(LossFunction loss) {
        return net(
                2,
                new Sgd(0.1),
                flat(16),
                dense(64, TANH, uniformWeights(-0.05, 0.05)),
                dense(64, TANH, uniformWeights(-0.05, 0.05)),
                output(12, SOFTMAX, loss, uniformWeights(-0.05, 0.05)));
    }

    private static DataSet asNumbers(DataSet flat) {
        INDArray types =
                flat.getLabels().argMax(1).castTo(flat.getLabels().dataType()).reshape(flat.numExamples(), 1);
        return square(new DataSet(flat.getFeatures(), types), 10);
    }

    private static Model gol(OutputLayer output) {
        return mlp(4, new Adam(5e-3), 9, RELU, units(32), output);
    }

    /** Conway's rule for the cell in the middle. */
    private static double alive(float[] cells) {
        int neighbours = 0;
        for (int cell = 0; cell < 9; cell++) {
            neighbours += cell == 4 ? 0 : (int) cells[cell];
        }
        return neighbours == 3 || neighbours == 2 && cells[4] == 1 ? 1 : 0;
    }
}
