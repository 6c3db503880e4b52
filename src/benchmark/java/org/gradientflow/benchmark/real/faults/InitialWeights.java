package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.normalWeights;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.uniformWeights;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.IDENTITY;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.SOFTMAX;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Initial weights that are all positive, all the same, or too large. */
final class InitialWeights {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "dse73797-positive",
                            "Data Science Stack Exchange 73797: first weights drawn from U(0, 1)",
                            "30 columns from 0 to 1, 64-32 tanh with weights U(0, 1), sigmoid",
                            "saturation|exploding|bad-initial-weights",
                            () -> positive(uniformWeights(0, 1)),
                            () -> numbers(
                                    features(104, 700, 30, uniform(0, 1)),
                                    x -> x[0] + x[1] + x[2] > x[3] + x[4] + x[5] ? 1 : 0))
                    .fixedNet(() -> positive(new WeightInitXavierUniform())),
            Fault.of(
                            "positive-relu",
                            "kind: Stack Overflow 41550966, weights from U(0, 1); another function and network",
                            "6 columns, 40-40-40 relu with weights U(0, 1), regression, Adam",
                            "exploding|rate-too-high|bad-initial-weights|dead-relu",
                            () -> positiveRelu(uniformWeights(0, 1)),
                            () -> numbers(
                                    features(105, 700, 6, NORMAL), x -> Math.sin(x[0]) + x[1] / 2 - x[2] * x[3] / 2))
                    .fixedNet(() -> positiveRelu(new WeightInitXavierUniform())),
            Fault.of(
                            "neuralint-constant",
                            "GitHub neuralint/neuralint, TF_lenet_constant_init",
                            "convolution and dense layers with all weights 0.1, images of 5 classes",
                            "symmetry",
                            () -> constant(new WeightInitConstant(0.1)),
                            () -> square(images(106, 600, 10, 5, 0.1, 1), 10))
                    .fixedNet(() -> constant(new WeightInitXavier()))
                    .steps(600),
            Fault.of(
                            "neuralint-zeros",
                            "GitHub neuralint/neuralint, TF_lenet_zeros_init; on a table",
                            "two tanh layers of zeros, 3 classes",
                            "symmetry",
                            () -> zeros(new WeightInitConstant(0)),
                            () -> clusters(107, 600, 6, 3, 2, 0.4))
                    .fixedNet(() -> zeros(new WeightInitXavier())),
            Fault.of(
                            "so48385830",
                            "Stack Overflow 48385830",
                            "images, 30 sigmoid and 10 softmax with weights N(0, 1), MSE, SGD 3.0",
                            "saturation|rate-too-high|wrong-loss",
                            () -> net(
                                    8,
                                    new Sgd(3),
                                    flat(144),
                                    dense(30, SIGMOID, normalWeights(4)),
                                    output(10, SOFTMAX, LossFunction.MSE, normalWeights(4))),
                            () -> images(108, 700, 12, 10, 0.1, 1))
                    .fixedNet(() -> mlp(8, new Sgd(0.5), 144, SIGMOID, units(30), softmax(10))));

    private InitialWeights() {}

    private static Model positive(IWeightInit weights) {
        return net(4, new Sgd(0.05), flat(30), dense(64, TANH, weights), dense(32, TANH, weights), sigmoid(1));
    }

    private static Model positiveRelu(IWeightInit weights) {
        return net(
                5,
                new Adam(3e-3),
                flat(6),
                dense(40, RELU, weights),
                dense(40, RELU, weights),
                dense(40, RELU, weights),
                output(1, IDENTITY, LossFunction.MSE, weights));
    }

    private static Model constant(IWeightInit weights) {
        return net(
                6,
                new Sgd(0.1),
                image(10),
                new ConvolutionLayer.Builder(3, 3)
                        .nOut(6)
                        .activation(RELU)
                        .weightInit(weights)
                        .build(),
                pool(),
                dense(24, RELU, weights),
                output(5, SOFTMAX, LossFunction.MCXENT, weights));
    }

    private static Model zeros(IWeightInit weights) {
        return net(
                7,
                new Nesterovs(0.1, 0.9),
                flat(6),
                dense(16, TANH, weights),
                dense(16, TANH, weights),
                output(3, SOFTMAX, LossFunction.MCXENT, weights));
    }
}
