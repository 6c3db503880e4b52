package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.Nets.denseOf;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Noise on the weights that leaves nothing to learn from. */
final class WeightNoises {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "dl4j827",
                            "GitHub deeplearning4j/deeplearning4j issue 827",
                            "DropConnect that keeps next to no weight, classes: outputs equal the bias",
                            "over-regularised|weight-noise",
                            () -> net(
                                    1,
                                    new Adam(1e-2),
                                    flat(8),
                                    noisy(24, RELU, new DropConnect(0.02)),
                                    noisy(24, RELU, new DropConnect(0.02)),
                                    softmax(4)),
                            () -> clusters(21, 800, 8, 4, 2, 0.4))
                    .fixedNet(() -> net(
                            1,
                            new Adam(1e-2),
                            flat(8),
                            noisy(24, RELU, new DropConnect(0.98)),
                            noisy(24, RELU, new DropConnect(0.98)),
                            softmax(4))),
            Fault.of(
                            "nd4j1373",
                            "GitHub deeplearning4j/nd4j issue 1373",
                            "DropConnect whose share was meant as the share dropped, regression",
                            "over-regularised|weight-noise",
                            () -> net(
                                    2,
                                    new Adam(5e-3),
                                    flat(5),
                                    noisy(32, TANH, new DropConnect(0.05)),
                                    noisy(32, TANH, new DropConnect(0.05)),
                                    linear(1)),
                            () -> numbers(features(22, 800, 5, NORMAL), WeightNoises::wave))
                    .fixedNet(() -> net(
                            2,
                            new Adam(5e-3),
                            flat(5),
                            noisy(32, TANH, new DropConnect(0.95)),
                            noisy(32, TANH, new DropConnect(0.95)),
                            linear(1))),
            Fault.of(
                            "noise-additive",
                            "kind: Humbatova et al., regularisation; additive noise far above the weights; program made up",
                            "images, convolution and softmax, weight noise N(0, 12) added",
                            "over-regularised|weight-noise",
                            () -> net(3, new Adam(3e-3), image(10), noisyConv(12), pool(), softmax(4)),
                            () -> square(images(23, 600, 10, 4, 0.1, 1), 10))
                    .fixedNet(() -> net(3, new Adam(3e-3), image(10), noisyConv(0.02), pool(), softmax(4)))
                    .steps(600),
            Fault.of(
                            "noise-multiplied",
                            "kind: Humbatova et al., regularisation; multiplied noise; program made up",
                            "binary classes, two tanh layers, weights multiplied by N(0, 2)",
                            "over-regularised|weight-noise",
                            () -> net(
                                    4,
                                    new Nesterovs(0.05, 0.9),
                                    flat(6),
                                    noisy(20, TANH, multiplied(2, 0)),
                                    noisy(20, TANH, multiplied(2, 0)),
                                    sigmoid(1)),
                            () -> numbers(features(24, 800, 6, NORMAL), row -> row[0] * row[1] > 0 ? 1 : 0))
                    .fixedNet(() -> net(
                            4,
                            new Nesterovs(0.05, 0.9),
                            flat(6),
                            noisy(20, TANH, multiplied(0.1, 1)),
                            noisy(20, TANH, multiplied(0.1, 1)),
                            sigmoid(1))));

    private WeightNoises() {}

    private static double wave(float[] x) {
        return Math.sin(2 * x[0]) + 0.5 * x[1] - x[2] * x[3];
    }

    private static DenseLayer noisy(int units, Activation activation, IWeightNoise noise) {
        return denseOf(units, activation).weightNoise(noise).build();
    }

    private static ConvolutionLayer noisyConv(double deviation) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(6)
                .activation(RELU)
                .weightNoise(new WeightNoise(new NormalDistribution(0, deviation)))
                .build();
    }

    private static IWeightNoise multiplied(double deviation, double mean) {
        return new WeightNoise(new NormalDistribution(mean, deviation), false, false);
    }
}
