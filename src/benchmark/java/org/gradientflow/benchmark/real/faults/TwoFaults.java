package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.standardised;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.SOFTMAX;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Two faults in one program. */
final class TwoFaults {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so34311586",
                            "Stack Overflow 34311586",
                            "XOR, 2-3 sigmoid, one softmax unit, MSE, SGD 0.001 with momentum",
                            "output-activation|wrong-loss|rate-too-low",
                            () -> mlp(
                                    1,
                                    new Nesterovs(0.001, 0.9),
                                    2,
                                    SIGMOID,
                                    units(2, 3),
                                    output(1, SOFTMAX, LossFunction.MSE)),
                            () -> xor(141))
                    .fixedNet(() -> mlp(1, new Nesterovs(0.1, 0.9), 2, TANH, units(8, 3), sigmoid(1)))
                    .steps(2_000),
            Fault.of(
                            "so46995209",
                            "Stack Overflow 46995209",
                            "features and labels in thousands under a tanh output",
                            "output-activation|unscaled-labels|unscaled-input|saturation",
                            () -> mlp(2, new Adam(3e-3), 6, TANH, units(10, 90), output(1, TANH, LossFunction.MSE)),
                            () -> thousands(142))
                    .fixed(
                            () -> mlp(2, new Adam(3e-3), 6, TANH, units(10, 90), linear(1)),
                            () -> standardised(thousands(142), true)),
            Fault.of(
                            "sigmoid-and-pixels",
                            "kind: Stack Overflow 55328966 and 45337371 together; program made up",
                            "pixels from 0 to 255, sigmoid layers, one softmax unit for two classes",
                            "output-activation|unscaled-input|saturation|wrong-loss",
                            () -> mlp(3, new Sgd(0.1), 100, SIGMOID, units(24), output(1, SOFTMAX, LossFunction.XENT)),
                            () -> oneColumn(images(143, 700, 10, 2, 0.3, 255)))
                    .fixed(
                            () -> mlp(3, new Sgd(0.1), 100, SIGMOID, units(24), sigmoid(1)),
                            () -> oneColumn(images(143, 700, 10, 2, 0.3, 1))),
            Fault.of(
                            "low-rate-and-scale",
                            "kind: Stack Overflow 46642627, rate, scale and loss together; program made up",
                            "labels around 500, features to 50, Sgd(1e-6)",
                            "rate-too-low|unscaled-labels|unscaled-input",
                            () -> mlp(4, new Sgd(1e-6), 5, TANH, units(20), linear(1)),
                            () -> fiveHundred(144))
                    .fixed(
                            () -> mlp(4, new Sgd(0.05), 5, TANH, units(20), linear(1)),
                            () -> standardised(fiveHundred(144), true)));

    private TwoFaults() {}

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
}
