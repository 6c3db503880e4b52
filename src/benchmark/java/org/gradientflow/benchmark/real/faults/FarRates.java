package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.conv;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.dropout;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.uniformWeights;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Learning rates that are too high or too low. */
final class FarRates {
    private static final String HIGH = "rate-too-high";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so48934338",
                            "Stack Overflow 48934338",
                            "y = 5 x^2 with noise, x from 0 to 5, 50-30 relu, SGD 0.1",
                            HIGH + "|exploding|unscaled-labels|dead-relu",
                            () -> so48934338(0.1),
                            () -> numbers(features(71, 400, 1, uniform(0, 5)), x -> 5 * x[0] * x[0]))
                    .fixedNet(() -> so48934338(1e-4))
                    .steps(2_000),
            Fault.of(
                            "so37624102",
                            "Stack Overflow 37624102",
                            "images, convolutions, dropout, SGD 0.1 with momentum 0.9",
                            HIGH + "|dead-relu|exploding",
                            () -> so37624102(0.3),
                            () -> square(images(72, 600, 12, 8, 0.2, 1), 12))
                    .fixedNet(() -> so37624102(0.01))
                    .steps(600),
            Fault.of(
                            "so44998910",
                            "Stack Overflow 44998910",
                            "two columns, linear layers, MSE; the default rate was too low for as many epochs",
                            "rate-too-low|unscaled-labels",
                            () -> mlp(3, new Sgd(1e-4), 2, TANH, units(16), linear(1)),
                            () -> numbers(features(73, 600, 2, NORMAL), x -> x[0] - Math.abs(x[1])))
                    .fixedNet(() -> mlp(3, new Sgd(0.03), 2, TANH, units(16), linear(1))),
            Fault.of(
                            "facial-keypoints",
                            "GitHub ShyamPoovaiah/FacialKeypointsDetection",
                            "images, 64 relu, coordinates of three points, MSE, Adam 0.1",
                            HIGH + "|dead-relu",
                            () -> keypoints(0.1),
                            () -> points(74))
                    .fixedNet(() -> keypoints(1e-3)),
            Fault.of(
                            "autotrainer-oscillating",
                            "GitHub shiningrain/AUTOTRAINER, Oscillating_Loss_Case; another network",
                            "three clusters, two relu layers, Adam 0.5",
                            HIGH + "|dead-relu",
                            () -> oscillating(0.5),
                            () -> clusters(75, 700, 4, 3, 2, 0.4))
                    .fixedNet(() -> oscillating(5e-3)),
            Fault.of(
                            "so56380303",
                            "Stack Overflow 56380303",
                            "images, two dense layers, SGD 0.01 moves too little in the epochs given; Adam repairs it",
                            "rate-too-low",
                            () -> mlp(6, new Sgd(2e-4), 144, RELU, units(64, 32), softmax(8)),
                            () -> images(76, 700, 12, 8, 0.15, 1))
                    .fixedNet(() -> mlp(6, new Adam(1e-3), 144, RELU, units(64, 32), softmax(8)))
                    .steps(600),
            Fault.of(
                            "dse73797",
                            "Data Science Stack Exchange 73797",
                            "128-64 tanh, sigmoid, gradient descent: the loss rises when the rate is raised",
                            HIGH + "|saturation",
                            () -> dse73797(8),
                            () -> numbers(features(77, 600, 6, NORMAL), x -> x[0] * x[0] + x[1] > 1 ? 1 : 0))
                    .fixedNet(() -> dse73797(0.05)),
            Fault.of(
                            "so51181393",
                            "Stack Overflow 51181393",
                            "a straight line through numbers up to 100, RMSProp of 0.001 where 0.1 was needed",
                            "rate-too-low|unscaled-labels|unscaled-input",
                            () -> net(8, new RmsProp(1e-3), flat(1), linear(1)),
                            () -> numbers(features(78, 500, 1, uniform(0, 10)), x -> 30 * x[0] + 20))
                    .fixedNet(() -> net(8, new RmsProp(0.1), flat(1), linear(1))));

    private FarRates() {}

    private static Model so48934338(double rate) {
        return net(1, new Sgd(rate), flat(1), dense(50, RELU), dense(30, RELU, uniformWeights(-0.05, 0.05)), linear(1));
    }

    private static Model so37624102(double rate) {
        return net(
                2,
                new Nesterovs(rate, 0.9),
                image(12),
                conv(8, RELU),
                pool(),
                conv(8, RELU),
                dense(32, RELU),
                dropout(0.25),
                softmax(8));
    }

    private static Model keypoints(double rate) {
        return mlp(4, new Adam(rate), 144, RELU, units(64), linear(6));
    }

    /** Three bright points, and their coordinates from -1 to 1. */
    private static DataSet points(long seed) {
        float[][] places = features(seed, 700, 6, uniform(-0.8, 0.8));
        Random random = new Random(seed + 1);
        float[][] pixels = new float[places.length][144];
        for (int row = 0; row < places.length; row++) {
            for (int pixel = 0; pixel < 144; pixel++) {
                double light = 0.05 * random.nextGaussian();
                for (int point = 0; point < 3; point++) {
                    // Each point has its own third of the image, so that the task is a smooth one.
                    double x = pixel % 12 - (5.5 + 5 * places[row][2 * point]);
                    double y = pixel / 12 - (2 + 4 * point + 1.5 * places[row][2 * point + 1]);
                    light += Math.exp(-(x * x + y * y) / 3);
                }
                pixels[row][pixel] = (float) light;
            }
        }
        return dataSet(pixels, places);
    }

    private static Model oscillating(double rate) {
        return mlp(5, new Adam(rate), 4, RELU, units(24, 24), softmax(3));
    }

    private static Model dse73797(double rate) {
        return mlp(7, new Sgd(rate), 6, TANH, units(128, 64), sigmoid(1));
    }
}
