package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.Nets.conv;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.dropout;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.softmaxOverLogits;
import static org.nd4j.linalg.activations.Activation.IDENTITY;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.SOFTMAX;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An activation function between the last weights and the loss that takes away what the loss needs. */
final class OnTheLogits {
    private static final String CAUSES = "redundant-activation|output-activation";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so47352366",
                            "Stack Overflow 47352366",
                            "MNIST-like images, two convolutions, 10 relu outputs under cross-entropy",
                            CAUSES + "|dead-relu|wrong-loss",
                            () -> net(
                                    1,
                                    new Adam(1e-3),
                                    image(14),
                                    conv(6, RELU),
                                    pool(),
                                    conv(8, RELU),
                                    dense(32, RELU),
                                    dropout(0.5),
                                    output(10, RELU, LossFunction.MCXENT)),
                            () -> square(images(31, 600, 14, 10, 0.1, 1), 14))
                    .fixedNet(() -> net(
                            1,
                            new Adam(1e-3),
                            image(14),
                            conv(6, RELU),
                            pool(),
                            conv(8, RELU),
                            dense(32, RELU),
                            dropout(0.5),
                            softmax(10)))
                    .steps(600),
            Fault.of(
                            "neuralint-redundant",
                            "GitHub neuralint/neuralint, TF_lenet_redundant_activation; on a table",
                            "relu on 6 logits before softmax and cross-entropy, Nesterovs 0.1",
                            CAUSES + "|dead-relu",
                            () -> net(
                                    2,
                                    new Nesterovs(0.1, 0.9),
                                    flat(10),
                                    dense(32, RELU),
                                    dense(6, RELU),
                                    softmaxOverLogits()),
                            () -> clusters(32, 900, 10, 6, 2, 0.6))
                    .fixedNet(() -> net(
                            2,
                            new Nesterovs(0.1, 0.9),
                            flat(10),
                            dense(32, RELU),
                            dense(6, IDENTITY),
                            softmaxOverLogits())),
            Fault.of(
                            "neuralint-double",
                            "GitHub neuralint/neuralint, TF_lenet_double_activation; on images",
                            "softmax twice, 8 classes, Sgd 0.1",
                            CAUSES,
                            () -> net(
                                    3,
                                    new Sgd(0.1),
                                    flat(100),
                                    dense(32, RELU),
                                    dense(8, SOFTMAX),
                                    softmaxOverLogits()),
                            () -> images(33, 800, 10, 8, 0.15, 1))
                    .fixedNet(() ->
                            net(3, new Sgd(0.1), flat(100), dense(32, RELU), dense(8, IDENTITY), softmaxOverLogits()))
                    .steps(600),
            Fault.of(
                            "sigmoid-logits",
                            "kind: DeepCrime, added activation (AAL); program made up",
                            "sigmoid on 12 logits before softmax, Sgd 0.02",
                            CAUSES,
                            () -> net(
                                    4,
                                    new Sgd(0.02),
                                    flat(20),
                                    dense(40, TANH),
                                    dense(12, SIGMOID),
                                    softmaxOverLogits()),
                            () -> clusters(34, 1_200, 20, 12, 2, 0.8))
                    .fixedNet(() ->
                            net(4, new Sgd(0.02), flat(20), dense(40, TANH), dense(12, IDENTITY), softmaxOverLogits()))
                    .steps(600));

    private OnTheLogits() {}
}
