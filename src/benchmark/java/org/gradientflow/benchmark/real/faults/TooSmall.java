package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.normalWeights;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;

/** Programs too small for their task. */
final class TooSmall {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "stats320672",
                            "Cross Validated 320672",
                            "XOR with one relu unit where five do it",
                            "too-small|dead-relu",
                            () -> mlp(5, new RmsProp(0.01), 2, RELU, units(1), sigmoid(1)),
                            () -> xor(145))
                    .fixedNet(() -> mlp(5, new RmsProp(0.01), 2, RELU, units(10), sigmoid(1)))
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

    private TooSmall() {}

    private static DataSet xor(long seed) {
        return numbers(features(seed, 600, 2, (random, column) -> random.nextInt(2)), x -> x[0] != x[1] ? 1 : 0);
    }

    private static Model bottleneck(int units) {
        return net(6, new Adam(5e-3), flat(10), dense(24, TANH), dense(units, TANH), softmax(8));
    }

    private static Model wave(int units) {
        return net(7, new Adam(1e-2), flat(1), dense(units, TANH, normalWeights(3)), linear(1));
    }
}
