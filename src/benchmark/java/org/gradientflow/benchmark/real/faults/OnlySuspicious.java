package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.dropout;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.IDENTITY;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import java.util.Random;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Healthy programs that look as if they had a fault. */
final class OnlySuspicious {
    static final List<Fault> ALL = List.of(
            Fault.healthy(
                    "raw-pixels",
                    "the scale of Stack Overflow 55328966, with Adam, which learns all the same",
                    "pixels from 0 to 255, 48 relu, Adam",
                    () -> mlp(1, new Adam(1e-3), 100, RELU, units(48), softmax(4)),
                    () -> images(151, 700, 10, 4, 0.1, 255)),
            Fault.healthy(
                    "noisy-labels",
                    "kind: noise that no network explains",
                    "regression of which a third is noise",
                    () -> mlp(2, new Adam(3e-3), 6, TANH, units(20), linear(1)),
                    () -> noisy(152)),
            Fault.healthy(
                    "rare-but-clear",
                    "the shares of GitHub jakeret/tf_unet issue 234, with classes that are far apart",
                    "3% positives, told by one column",
                    () -> mlp(3, new Adam(1e-2), 6, RELU, units(16), sigmoid(1)),
                    () -> numbers(features(153, 2_000, 6, NORMAL), x -> x[0] > 1.9 ? 1 : 0)),
            Fault.healthy(
                    "half-dropped",
                    "the dropout of Stack Overflow 31627380",
                    "dropout of 0.5 twice, 96-96 relu",
                    () -> net(
                            4,
                            new Adam(2e-3),
                            flat(12),
                            dense(96, RELU),
                            dropout(0.5),
                            dense(96, RELU),
                            dropout(0.5),
                            softmax(4)),
                    () -> clusters(154, 900, 12, 4, 2, 0.5)),
            Fault.healthy(
                            "slow-xor",
                            "Cross Validated 440558: long on one cost, and then it learns",
                            "XOR with sigmoid units and gradient descent: a plateau of hundreds of steps",
                            () -> mlp(5, new Sgd(1), 2, SIGMOID, units(8), sigmoid(1)),
                            () -> numbers(
                                    features(155, 600, 2, (random, column) -> random.nextInt(2)),
                                    x -> x[0] != x[1] ? 1 : 0))
                    .steps(3_000),
            Fault.healthy(
                    "linear-is-enough",
                    "Stack Overflow 58609115's answer, y = 2x with one linear unit; more columns",
                    "linear layers for a linear task",
                    () -> mlp(6, new Adam(1e-2), 5, IDENTITY, units(8), linear(1)),
                    () -> numbers(features(156, 600, 5, NORMAL), x -> 2 * x[0] - x[1] + 0.5 * x[4])),
            Fault.healthy(
                    "sigmoid-numbers",
                    "the output of Stack Overflow 48221692, for labels from 0 to 1",
                    "a sigmoid output for numbers between 0 and 1, MSE",
                    () -> mlp(7, new Adam(5e-3), 4, TANH, units(20), output(1, SIGMOID, LossFunction.MSE)),
                    () -> numbers(features(157, 700, 4, NORMAL), x -> 1 / (1 + Math.exp(-x[0] - x[1] * x[2])))),
            Fault.healthy(
                    "relu-counts",
                    "the output of Stack Overflow 48251943, for labels that are not negative",
                    "a relu output for positive numbers, MSE",
                    () -> mlp(8, new Adam(5e-3), 4, RELU, units(24), output(1, RELU, LossFunction.MSE)),
                    () -> numbers(features(158, 700, 4, NORMAL), x -> 1 + Math.abs(x[0]) + Math.abs(x[1]))),
            Fault.healthy(
                    "large-rate",
                    "the rate of Stack Overflow 48385830, where it is right",
                    "30 sigmoid, sigmoid outputs, MSE, Sgd(3): the gradient is small",
                    () -> mlp(9, new Sgd(3), 100, SIGMOID, units(30), output(4, SIGMOID, LossFunction.MSE)),
                    () -> images(159, 700, 10, 4, 0.1, 1)),
            Fault.healthy(
                    "deep-tanh",
                    "the depth of AUTOTRAINER's Gradient_Vanish_Case, with tanh",
                    "eight tanh layers of 16",
                    () -> mlp(10, new Adam(1e-3), 6, TANH, units(16, 16, 16, 16, 16, 16, 16, 16), softmax(3)),
                    () -> clusters(160, 700, 6, 3, 2, 0.4)));

    private OnlySuspicious() {}

    private static DataSet noisy(long seed) {
        Random random = new Random(seed);
        return numbers(
                features(seed, 900, 6, NORMAL), x -> x[0] + Math.sin(2 * x[1]) - x[2] / 2 + random.nextGaussian());
    }
}
