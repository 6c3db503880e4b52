package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.classes;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.standardised;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.normalWeights;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.uniformWeights;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.ELU;
import static org.nd4j.linalg.activations.Activation.IDENTITY;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Features, or labels, or both, far from mean 0 and deviation 1. */
final class Unscaled {
    private static final String INPUT = "unscaled-input";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so39525358",
                            "Stack Overflow 39525358",
                            "3 columns up to 10,000, 12-3 relu from U(-0.05, 0.05), sigmoid, Adam",
                            INPUT + "|dead-relu",
                            () -> net(
                                    1,
                                    new Adam(1e-3),
                                    flat(3),
                                    dense(12, RELU, uniformWeights(-0.05, 0.05)),
                                    dense(3, RELU, uniformWeights(-0.05, 0.05)),
                                    output(1, SIGMOID, LossFunction.XENT, uniformWeights(-0.05, 0.05))),
                            () -> so39525358())
                    .fixedData(() -> standardised(so39525358(), false))
                    .steps(1_500),
            Fault.of(
                            "so47724077",
                            "Stack Overflow 47724077",
                            "14 census columns from 0 to 200,000, 21 relu, 2 softmax, Adam",
                            INPUT + "|saturation|dead-relu|rate-too-low",
                            () -> mlp(2, new Adam(1e-3), 14, RELU, units(21), softmax(2)),
                            () -> census(92))
                    .fixedData(() -> standardised(census(92), false)),
            Fault.of(
                            "so44066044",
                            "Stack Overflow 44066044",
                            "11 columns of network packets, 12-12 relu N(0, 0.05), sigmoid, Adam",
                            INPUT + "|saturation|dead-relu",
                            () -> packets(),
                            () -> packetRows(93))
                    .fixedData(() -> standardised(packetRows(93), false)),
            Fault.of(
                            "so55328966",
                            "Stack Overflow 55328966",
                            "pixels from 0 to 255, a linear and a relu layer, 10 sigmoid outputs, gradient descent",
                            INPUT + "|output-activation|wrong-loss|exploding|rate-too-high|dead-relu|saturation",
                            () -> net(4, new Sgd(0.1), flat(144), dense(64, IDENTITY), dense(32, RELU), sigmoid(10)),
                            () -> images(94, 700, 12, 10, 0.15, 255))
                    .fixed(
                            () -> net(4, new Sgd(0.1), flat(144), dense(64, IDENTITY), dense(32, RELU), softmax(10)),
                            () -> images(94, 700, 12, 10, 0.15, 1)),
            Fault.of(
                            "so52800582",
                            "Stack Overflow 52800582",
                            "y = x^4 for x from -100 to 100, 50 sigmoid, 50 elu, Adam",
                            "unscaled-labels|unscaled-input",
                            () -> net(5, new Adam(1e-3), flat(1), dense(50, SIGMOID), dense(50, ELU), linear(1)),
                            () -> fourth(95))
                    .fixedData(() -> standardised(fourth(95), true))
                    .steps(2_000),
            Fault.of(
                            "so47932589",
                            "Stack Overflow 47932589",
                            "4 columns of prices in thousands, the next price as label, relu, gradient descent",
                            "unscaled-labels|unscaled-input|exploding|rate-too-high",
                            () -> mlp(6, new Sgd(0.01), 4, RELU, units(24), linear(1)),
                            () -> prices(96))
                    .fixedData(() -> standardised(prices(96), true)),
            Fault.of(
                            "melbourne",
                            "GitHub yetanotherdeveloper/kaggle-melbourne_properties",
                            "rooms, land and distance, prices around a million, 20-20 tanh, Adam",
                            "unscaled-labels|unscaled-input|rate-too-low",
                            () -> mlp(7, new Adam(1e-3), 5, TANH, units(20, 20), linear(1)),
                            () -> houses(97))
                    .fixedData(() -> standardised(houses(97), true)),
            Fault.of(
                            "so46642627",
                            "Stack Overflow 46642627",
                            "columns and labels in thousands, two relu layers, SGD 0.01",
                            "unscaled-labels|unscaled-input|exploding|rate-too-high",
                            () -> mlp(8, new Sgd(0.01), 6, RELU, units(32, 16), linear(1)),
                            () -> thousands(98))
                    .fixedData(() -> standardised(thousands(98), true)));

    private Unscaled() {}

    /** The largest column says least. */
    private static DataSet so39525358() {
        double[] scale = {10_000, 100, 1};
        float[][] features = features(91, 700, 3, (random, column) -> scale[column] * random.nextDouble());
        return numbers(features, x -> Math.abs(x[1] / 100 - 0.5) + x[2] / 2 + x[0] / 50_000 > 0.6 ? 1 : 0);
    }

    private static DataSet census(long seed) {
        double[] scale = {90, 200_000, 16, 40, 5_000, 2_000, 99, 7, 15, 6, 5, 1, 40, 9};
        float[][] features = features(seed, 1_000, 14, (random, column) -> scale[column] * random.nextDouble());
        return classes(features, 2, x -> x[0] / 90 + x[2] / 16 - x[3] / 40 + x[6] / 99 > 1 ? 1 : 0);
    }

    private static Model packets() {
        return net(
                3,
                new Adam(1e-3),
                flat(11),
                dense(12, RELU, normalWeights(0.05)),
                dense(12, RELU, normalWeights(0.05)),
                output(1, SIGMOID, LossFunction.XENT, normalWeights(0.05)));
    }

    /** Ports and times hide what flags and sizes tell. */
    private static DataSet packetRows(long seed) {
        float[][] features = features(
                seed,
                900,
                11,
                (random, column) -> column < 2
                        ? 65_535 * random.nextDouble()
                        : column < 4 ? 1_500_000 * random.nextDouble() : random.nextDouble());
        return numbers(features, x -> x[4] + x[5] - x[6] * x[7] > 0.75 ? 1 : 0);
    }

    private static DataSet fourth(long seed) {
        return numbers(features(seed, 400, 1, uniform(-100, 100)), x -> Math.pow(x[0], 4));
    }

    private static DataSet prices(long seed) {
        return numbers(
                features(seed, 600, 4, (random, column) -> 3_000 + 400 * random.nextGaussian()),
                x -> 0.6 * x[3] + 0.3 * x[2] + 0.1 * Math.abs(x[1] - x[0]) + 200);
    }

    private static DataSet houses(long seed) {
        double[] scale = {6, 800, 30, 3, 4};
        float[][] features = features(seed, 700, 5, (random, column) -> scale[column] * (0.2 + random.nextDouble()));
        return numbers(features, x -> 200_000 * x[0] + 500 * x[1] - 20_000 * x[2] + 50_000 * x[3] * x[4]);
    }

    private static DataSet thousands(long seed) {
        return numbers(features(seed, 700, 6, uniform(0, 4_000)), x -> x[0] + Math.abs(x[1] - x[2]) / 2 - x[3] / 4);
    }
}
