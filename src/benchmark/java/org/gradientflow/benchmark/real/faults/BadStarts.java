package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.denseOf;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.normalWeights;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.uniformWeights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;


/** Units that are dead, alike, saturated or too faint because of their initial weights or of their depth. */
final class BadStarts {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so41372874",
                            "Stack Overflow 41372874",
                            "a sine as two classes, 2-2 relu from U(-0.05, 0.05), sigmoid, Adam",
                            "dead-relu|too-small|vanishing",
                            () -> net(101, new Adam(1e-3), flat(2), dense(2, Activation.RELU, uniformWeights(-0.05, 0.05)), dense(2, Activation.RELU, uniformWeights(-0.05, 0.05)), sigmoid(1)),
                            () -> numbers(features(101, 700, 2, uniform(-1, 1)), x -> Math.sin(4 * x[0]) > x[1] ? 1 : 0))
                    .fixedNet(() -> net(101, new Adam(1e-2), flat(2), dense(24, Activation.RELU), dense(24, Activation.RELU), sigmoid(1)))
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
                            () -> signs(Activation.RELU),
                            () -> square(images(103, 600, 12, 6, 0.1, 1), 12))
                    .fixedNet(() -> signs(Activation.ELU))
                    .steps(600),
            Fault.of(
                            "dse73797-positive",
                            "Data Science Stack Exchange 73797: first weights drawn from U(0, 1)",
                            "30 columns from 0 to 1, 64-32 tanh with weights U(0, 1), sigmoid",
                            "saturation|exploding|bad-initial-weights",
                            () -> positive(uniformWeights(0, 1)),
                            () -> numbers(features(104, 700, 30, uniform(0, 1)), x -> x[0] + x[1] + x[2] > x[3] + x[4] + x[5] ? 1 : 0))
                    .fixedNet(() -> positive(new WeightInitXavierUniform())),
            Fault.of(
                            "positive-relu",
                            "kind: Stack Overflow 41550966, weights from U(0, 1); another function and network",
                            "6 columns, 40-40-40 relu with weights U(0, 1), regression, Adam",
                            "exploding|rate-too-high|bad-initial-weights|dead-relu",
                            () -> positiveRelu(uniformWeights(0, 1)),
                            () -> numbers(features(105, 700, 6, NORMAL), x -> Math.sin(x[0]) + x[1] / 2 - x[2] * x[3] / 2))
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
                            () -> net(8, new Sgd(3), flat(144), dense(30, Activation.SIGMOID, normalWeights(4)), output(10, Activation.SOFTMAX, LossFunction.MSE, normalWeights(4))),
                            () -> images(108, 700, 12, 10, 0.1, 1))
                    .fixedNet(() -> net(8, new Sgd(0.5), flat(144), dense(30, Activation.SIGMOID), softmax(10))),
            Fault.of(
                            "autotrainer-vanishing",
                            "kind: AUTOTRAINER, Gradient_Vanish_Case; on rings",
                            "two circles, ten sigmoid layers of 12, SGD",
                            "vanishing|saturation",
                            () -> circles(Activation.SIGMOID),
                            () -> numbers(features(109, 700, 2, NORMAL), x -> Math.hypot(x[0], x[1]) < 1.1 ? 1 : 0))
                    .fixedNet(() -> circles(Activation.TANH)),
            Fault.of(
                            "so39217567",
                            "Stack Overflow 39217567",
                            "five bits, three sigmoid layers of 5 from N(0, 0.05), MSE, SGD 0.01",
                            "vanishing|rate-too-low",
                            () -> bits(Activation.SIGMOID),
                            () -> permutedBits(110))
                    .fixedNet(() -> net(10, new Sgd(0.5), flat(5), dense(20, Activation.RELU), dense(20, Activation.RELU), sigmoid(5))),
            Fault.of(
                            "so58609115",
                            "Stack Overflow 58609115",
                            "one column, 69-69-69 sigmoid from N(0, 0.05), 20 outputs of marks",
                            "vanishing|rate-too-low|wrong-loss",
                            () -> marks(normalWeights(0.05), Activation.SIGMOID, new Sgd(0.01)),
                            () -> markRows(111))
                    .fixedNet(() -> marks(new WeightInitXavier(), Activation.TANH, new Adam(5e-3))));

    private BadStarts() {}

    private static Model dying(double bias) {
        return net(2, new Sgd(0.05), flat(8), denseOf(24, Activation.RELU).biasInit(bias).weightInit(normalWeights(0.2)).build(), denseOf(24, Activation.RELU).biasInit(bias).weightInit(normalWeights(0.3)).build(), softmax(3));
    }

    private static Model signs(Activation hidden) {
        return net(3, new Sgd(0.1), image(12), new ConvolutionLayer.Builder(3, 3).nOut(4).activation(hidden).biasInit(-1).build(), pool(), denseOf(16, hidden).biasInit(-1).build(), softmax(6));
    }

    private static Model positive(IWeightInit weights) {
        return net(4, new Sgd(0.05), flat(30), dense(64, Activation.TANH, weights), dense(32, Activation.TANH, weights), sigmoid(1));
    }

    private static Model positiveRelu(IWeightInit weights) {
        return net(5, new Adam(3e-3), flat(6), dense(40, Activation.RELU, weights), dense(40, Activation.RELU, weights), dense(40, Activation.RELU, weights), output(1, Activation.IDENTITY, LossFunction.MSE, weights));
    }

    private static Model constant(IWeightInit weights) {
        return net(6, new Sgd(0.1), image(10), new ConvolutionLayer.Builder(3, 3).nOut(6).activation(Activation.RELU).weightInit(weights).build(), pool(), dense(24, Activation.RELU, weights), output(5, Activation.SOFTMAX, LossFunction.MCXENT, weights));
    }

    private static Model zeros(IWeightInit weights) {
        return net(7, new Nesterovs(0.1, 0.9), flat(6), dense(16, Activation.TANH, weights), dense(16, Activation.TANH, weights), output(3, Activation.SOFTMAX, LossFunction.MCXENT, weights));
    }

    private static Model circles(Activation hidden) {
        DenseLayer[] layers = new DenseLayer[10];
        Arrays.setAll(layers, i -> dense(12, hidden));
        List<Layer> all = new ArrayList<>(List.of(layers));
        all.add(sigmoid(1));
        return net(9, new Sgd(0.05), flat(2), all.toArray(Layer[]::new));
    }

    private static Model bits(Activation hidden) {
        return net(10, new Sgd(0.01), flat(5), dense(5, hidden, normalWeights(0.05)), dense(5, hidden, normalWeights(0.05)), output(5, Activation.SIGMOID, LossFunction.MSE, normalWeights(0.05)));
    }

    /** Each number of five bits with another's bits as labels. */
    private static DataSet permutedBits(long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        float[][] features = new float[320][5];
        float[][] labels = new float[320][5];
        for (int row = 0; row < features.length; row++) {
            for (int bit = 0; bit < 5; bit++) {
                features[row][bit] = row % 32 >> bit & 1;
                labels[row][bit] = order.get(row % 32) >> bit & 1;
            }
        }
        return dataSet(features, labels);
    }

    private static Model marks(IWeightInit weights, Activation hidden, IUpdater updater) {
        return net(11, updater, flat(1), dense(69, hidden, weights), dense(69, hidden, weights), output(20, Activation.SIGMOID, LossFunction.XENT, weights));
    }

    private static DataSet markRows(long seed) {
        float[][] features = features(seed, 600, 1, NORMAL);
        float[][] labels = new float[features.length][20];
        for (int row = 0; row < labels.length; row++) {
            for (int mark = 0; mark < 20; mark++) {
                labels[row][mark] = Math.sin((1 + mark / 10.0) * features[row][0] + mark) > 0 ? 1 : 0;
            }
        }
        return dataSet(features, labels);
    }
}
