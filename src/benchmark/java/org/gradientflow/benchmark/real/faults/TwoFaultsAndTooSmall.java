package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.standardised;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.normalWeights;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;


/** Two faults in one program, and programs too small for their task. */
final class TwoFaultsAndTooSmall {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so34311586",
                            "Stack Overflow 34311586",
                            "XOR, 2-3 sigmoid, one softmax unit, MSE, SGD 0.001 with momentum",
                            "output-activation|wrong-loss|rate-too-low",
                            () -> net(1, new Nesterovs(0.001, 0.9), flat(2), dense(2, Activation.SIGMOID), dense(3, Activation.SIGMOID), output(1, Activation.SOFTMAX, LossFunction.MSE)),
                            () -> xor(141))
                    .fixedNet(() -> net(1, new Nesterovs(0.1, 0.9), flat(2), dense(8, Activation.TANH), dense(3, Activation.TANH), sigmoid(1)))
                    .steps(2_000),
            Fault.of(
                            "so46995209",
                            "Stack Overflow 46995209",
                            "features and labels in thousands under a tanh output",
                            "output-activation|unscaled-labels|unscaled-input|saturation",
                            () -> net(2, new Adam(3e-3), flat(6), dense(10, Activation.TANH), dense(90, Activation.TANH), output(1, Activation.TANH, LossFunction.MSE)),
                            () -> thousands(142))
                    .fixed(
                            () -> net(2, new Adam(3e-3), flat(6), dense(10, Activation.TANH), dense(90, Activation.TANH), linear(1)),
                            () -> standardised(thousands(142), true)),
            Fault.of(
                            "sigmoid-and-pixels",
                            "kind: Stack Overflow 55328966 and 45337371 together; program made up",
                            "pixels from 0 to 255, sigmoid layers, one softmax unit for two classes",
                            "output-activation|unscaled-input|saturation|wrong-loss",
                            () -> net(3, new Sgd(0.1), flat(100), dense(24, Activation.SIGMOID), output(1, Activation.SOFTMAX, LossFunction.XENT)),
                            () -> oneColumn(images(143, 700, 10, 2, 0.3, 255)))
                    .fixed(
                            () -> net(3, new Sgd(0.1), flat(100), dense(24, Activation.SIGMOID), sigmoid(1)),
                            () -> oneColumn(images(143, 700, 10, 2, 0.3, 1))),
            Fault.of(
                            "low-rate-and-scale",
                            "kind: Stack Overflow 46642627, rate, scale and loss together; program made up",
                            "labels around 500, features to 50, Sgd(1e-6)",
                            "rate-too-low|unscaled-labels|unscaled-input",
                            () -> net(4, new Sgd(1e-6), flat(5), dense(20, Activation.TANH), linear(1)),
                            () -> fiveHundred(144))
                    .fixed(
                            () -> net(4, new Sgd(0.05), flat(5), dense(20, Activation.TANH), linear(1)),
                            () -> standardised(fiveHundred(144), true)),
            Fault.of(
                            "stats320672",
                            "Cross Validated 320672",
                            "XOR with one relu unit where five do it",
                            "too-small|dead-relu",
                            () -> net(5, new RmsProp(0.01), flat(2), dense(1, Activation.RELU), sigmoid(1)),
                            () -> xor(145))
                    .fixedNet(() -> net(5, new RmsProp(0.01), flat(2), dense(10, Activation.RELU), sigmoid(1)))
                    .steps(2_000),
            Fault.of(
                            "bottleneck",
                            "kind: Humbatova et al., wrong number of neurons; program made up",
                            "eight classes through a layer of one tanh unit",
                            "too-small",
                            () -> bottleneck(1),
                            () -> clusters(146, 900, 10, 8, 1, 0.4))
                    .fixedNet(() -> bottleneck(16)),
            Fault.of(
                            "two-units",
                            "kind: Humbatova et al., suboptimal network structure; program made up",
                            "a wave of four periods with 2 tanh units",
                            "too-small",
                            () -> wave(2),
                            () -> numbers(features(147, 600, 1, uniform(-1, 1)), x -> Math.sin(9 * x[0])))
                    .fixedNet(() -> wave(40))
                    .steps(3_000));

    private TwoFaultsAndTooSmall() {}

    private static DataSet xor(long seed) {
        return numbers(features(seed, 600, 2, (random, column) -> random.nextInt(2)), x -> x[0] != x[1] ? 1 : 0);
    }

    private static DataSet thousands(long seed) {
        return numbers(features(seed, 700, 6, uniform(0, 5_000)), x -> x[0] - x[1] / 2 + Math.abs(x[2] - x[3]));
    }

    private static DataSet fiveHundred(long seed) {
        return numbers(features(seed, 700, 5, uniform(0, 50)), x -> 500 + 5 * x[0] - 3 * x[1] + Math.abs(x[2] - x[3]));
    }

    private static DataSet oneColumn(DataSet two) {
        return new DataSet(two.getFeatures(), two.getLabels().getColumn(1, true).dup('c'));
    }

    private static Model bottleneck(int units) {
        return net(6, new Adam(5e-3), flat(10), dense(24, Activation.TANH), dense(units, Activation.TANH), softmax(8));
    }

    private static Model wave(int units) {
        return net(7, new Adam(1e-2), flat(1), dense(units, Activation.TANH, normalWeights(3)), linear(1));
    }
}
