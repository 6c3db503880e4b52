package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.classes;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.conv;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.IDENTITY;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Layers without an activation function, which are one linear layer together, for a task that is not linear. */
final class MissingActivations {
    private static final String CAUSES = "missing-activation";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "aise27010",
                            "AI Stack Exchange 27010",
                            "XOR of two noisy bits with linear units and two softmax outputs: always 0.5",
                            CAUSES + "|too-small",
                            () -> mlp(1, new Sgd(0.5), 2, IDENTITY, units(8), softmax(2)),
                            () -> classes(features(41, 600, 2, uniform(-1, 1)), 2, row -> row[0] * row[1] > 0 ? 1 : 0))
                    .fixedNet(() -> mlp(1, new Sgd(0.5), 2, TANH, units(8), softmax(2)))
                    .steps(2_000),
            Fault.of(
                            "neuralint-relus",
                            "GitHub neuralint/neuralint, TF_lenet_missing_relus",
                            "convolutions and a dense layer without activations, average pooling, images by their contrast",
                            CAUSES,
                            () -> contrastNet(IDENTITY),
                            () -> square(contrast(42, 800), 10))
                    .fixedNet(() -> contrastNet(RELU)),
            Fault.of(
                            "arm-regression",
                            "kind: DeepCrime, removed activation (ARM); program made up",
                            "three linear layers for a function with products and squares",
                            CAUSES,
                            () -> mlp(3, new Adam(1e-2), 4, IDENTITY, units(32, 32), linear(1)),
                            () -> numbers(features(43, 800, 4, NORMAL), MissingActivations::product))
                    .fixedNet(() -> mlp(3, new Adam(1e-2), 4, TANH, units(32, 32), linear(1))),
            Fault.of(
                            "umlaut-linear",
                            "kind: UMLAUT's planted missing activations; on rings instead of images",
                            "four linear layers, three rings as classes, Adam",
                            CAUSES,
                            () -> rings(IDENTITY),
                            () -> classes(features(44, 900, 2, NORMAL), 3, row -> {
                                double radius = Math.hypot(row[0], row[1]);
                                return radius < 0.8 ? 0 : radius < 1.5 ? 1 : 2;
                            }))
                    .fixedNet(() -> rings(RELU)));

    private MissingActivations() {}

    private static double product(float[] x) {
        return x[0] * x[1] + x[2] * x[2] - 1 + 0.3 * x[3];
    }

    private static Model rings(Activation hidden) {
        return mlp(4, new Adam(5e-3), 2, hidden, units(16, 16, 16), softmax(3));
    }

    private static Model contrastNet(Activation hidden) {
        return net(2, new Adam(3e-3), image(10), conv(6, hidden), conv(6, hidden), dense(24, hidden), softmax(2));
    }

    /** Stripes against a plain field, both dark on light and light on dark: no linear function tells them. */
    private static DataSet contrast(long seed, int rows) {
        Random random = new Random(seed);
        float[][] features = new float[rows][100];
        float[][] labels = new float[rows][2];
        for (int row = 0; row < rows; row++) {
            int type = row % 2;
            int phase = random.nextInt(2);
            for (int pixel = 0; pixel < 100; pixel++) {
                double sign = type == 0 ? 2 * phase - 1 : (pixel % 10 + phase) % 2 == 0 ? 1 : -1;
                features[row][pixel] = (float) (0.5 * sign + 0.3 * random.nextGaussian());
            }
            labels[row][type] = 1;
        }
        return dataSet(features, labels);
    }
}
