package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.Nets.conv;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** Learning rates that are negative, zero, or not what was meant. */
final class WrongRates {
    private static final String BACKWARDS = "rate-negative|wrong-rate|rate-too-high";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "rate-minus-quarter",
                            "techfeed.net 249978, a question on back-propagation in Java with LEARNING_RATE = -0.25; another program",
                            "5 columns, 12 sigmoid, 2 softmax, Sgd(-0.25)",
                            BACKWARDS,
                            () -> quarter(-0.25),
                            () -> clusters(61, 600, 5, 2, 1, 0.7))
                    .fixedNet(() -> quarter(0.25)),
            Fault.of(
                            "umlaut-negative",
                            "kind: UMLAUT's planted rate of -1000, here -0.001; regression",
                            "6 columns, 24-24 relu, Adam(-0.001)",
                            BACKWARDS + "|exploding",
                            () -> negative(-1e-3),
                            () -> numbers(features(62, 800, 6, NORMAL), WrongRates::wave))
                    .fixedNet(() -> negative(3e-3)),
            Fault.of(
                            "tf33929",
                            "GitHub tensorflow/tensorflow issue 33929: lr = 0, no training as expected",
                            "8 columns, 16 tanh, 3 softmax, Sgd(0)",
                            "frozen|rate-too-low|rate-zero|wrong-rate",
                            () -> zero(0),
                            () -> clusters(63, 600, 8, 3, 2, 0.5))
                    .fixedNet(() -> zero(0.1)),
            Fault.of(
                            "dl4j5040",
                            "GitHub deeplearning4j/deeplearning4j issue 5040",
                            "no updater named: Sgd of 0.001, where 0.1 was the default before",
                            "rate-too-low",
                            () -> defaults(null),
                            () -> clusters(64, 900, 2, 3, 3, 0.15))
                    .fixedNet(() -> defaults(new Sgd(0.1)))
                    .steps(600),
            Fault.of(
                            "nesterovs-regression",
                            "kind: DL4J's API, new Nesterovs(0.001) sets the momentum and leaves the rate at 0.1; program made up",
                            "10 columns of standard deviation 3, 40-40 relu, regression",
                            "rate-too-high|exploding|unscaled-input",
                            () -> nesterovs(new Nesterovs(0.001)),
                            () -> numbers(
                                    features(65, 800, 10, (random, column) -> 3 * random.nextGaussian()),
                                    x -> x[0] / 2 + Math.abs(x[1]) - x[2] / 3))
                    .fixedNet(() -> nesterovs(new Nesterovs(0.001, 0.9))),
            Fault.of(
                            "nesterovs-images",
                            "kind: DL4J's API, new Nesterovs(0.0005) sets the momentum and leaves the rate at 0.1; program made up",
                            "images with values from 0 to 40, two convolutions, 6 classes",
                            "rate-too-high|exploding|dead-relu|unscaled-input",
                            () -> nesterovsImages(new Nesterovs(0.0005)),
                            () -> square(images(66, 600, 12, 6, 0.3, 40), 12))
                    .fixedNet(() -> nesterovsImages(new Nesterovs(0.0005, 0.9)))
                    .steps(600));

    private WrongRates() {}

    private static double wave(float[] x) {
        return Math.sin(2 * x[0]) + x[1] - 0.5 * x[2] * x[3];
    }

    private static Model quarter(double rate) {
        return mlp(1, new Sgd(rate), 5, SIGMOID, units(12), softmax(2));
    }

    private static Model negative(double rate) {
        return mlp(2, new Adam(rate), 6, RELU, units(24, 24), linear(1));
    }

    private static Model zero(double rate) {
        return mlp(3, new Sgd(rate), 8, TANH, units(16), softmax(3));
    }

    private static Model defaults(IUpdater updater) {
        return mlp(4, updater, 2, RELU, units(20), softmax(3));
    }

    private static Model nesterovs(IUpdater updater) {
        return mlp(5, updater, 10, RELU, units(40, 40), linear(1));
    }

    private static Model nesterovsImages(IUpdater updater) {
        return net(6, updater, image(12), conv(6, RELU), pool(), conv(8, RELU), dense(32, RELU), softmax(6));
    }
}
