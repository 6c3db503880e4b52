package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.denseOf;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.normalWeights;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.uniformWeights;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.ELU;
import static org.nd4j.linalg.activations.Activation.RELU;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Units that are dead from the start, or soon. */
final class DeadUnits {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so41372874",
                            "Stack Overflow 41372874",
                            "a sine as two classes, 2-2 relu from U(-0.05, 0.05), sigmoid, Adam",
                            "dead-relu|too-small|vanishing",
                            () -> net(
                                    101,
                                    new Adam(1e-3),
                                    flat(2),
                                    dense(2, RELU, uniformWeights(-0.05, 0.05)),
                                    dense(2, RELU, uniformWeights(-0.05, 0.05)),
                                    sigmoid(1)),
                            () -> numbers(
                                    features(101, 700, 2, uniform(-1, 1)), x -> Math.sin(4 * x[0]) > x[1] ? 1 : 0))
                    .fixedNet(() -> mlp(101, new Adam(1e-2), 2, RELU, units(24, 24), sigmoid(1)))
                    .steps(1_500),
            Fault.of(
                            "autotrainer-dying",
                            "kind: AUTOTRAINER's dying ReLU; biases of -2, program made up",
                            "8 columns, 24-24 relu with biases of -2 and small weights, 3 classes",
                            "dead-relu",
                            () -> dying(-2),
                            () -> clusters(102, 700, 8, 3, 2, 0.4))
                    .fixedNet(() -> dying(0)),
            Fault.of(
                            "traffic-signs",
                            "GitHub ulmefors/Traffic-Sign-Classifier: relu throughout, repaired with elu; smaller",
                            "images, narrow relu layers with biases of -1, repaired with elu",
                            "dead-relu",
                            () -> signs(RELU),
                            () -> square(images(103, 600, 12, 6, 0.1, 1), 12))
                    .fixedNet(() -> signs(ELU))
                    .steps(600));

    private DeadUnits() {}

    private static Model dying(double bias) {
        return net(
                2,
                new Sgd(0.05),
                flat(8),
                denseOf(24, RELU).biasInit(bias).weightInit(normalWeights(0.2)).build(),
                denseOf(24, RELU).biasInit(bias).weightInit(normalWeights(0.3)).build(),
                softmax(3));
    }

    private static Model signs(Activation hidden) {
        return net(
                3,
                new Sgd(0.1),
                image(12),
                new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .activation(hidden)
                        .biasInit(-1)
                        .build(),
                pool(),
                denseOf(16, hidden).biasInit(-1).build(),
                softmax(6));
    }
}
