package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.uniform;
import static org.gradientflow.benchmark.real.faults.Nets.built;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.output;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SIGMOID;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Gradients clipped to next to nothing. */
final class OverClipped {
    private static final String CLIPPED = "over-clipped";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so31556268",
                            "Stack Overflow 31556268 as DeepFD has it: clipnorm 0, here 1e-4",
                            "XOR, 4 sigmoid, 1 sigmoid, SGD 0.5 with momentum, gradients clipped to norm 1e-4",
                            CLIPPED + "|rate-too-low|vanishing",
                            () -> xor(1e-4),
                            () -> numbers(
                                    features(121, 600, 2, (random, column) -> random.nextInt(2)),
                                    x -> x[0] != x[1] ? 1 : 0))
                    .fixedNet(() -> xor(10))
                    .steps(2_000),
            Fault.of(
                            "keras510",
                            "GitHub keras-team/keras issue 510",
                            "images, 100 tanh, coordinates, Nesterov momentum, clipnorm too small",
                            CLIPPED + "|rate-too-low",
                            () -> keypoints(1e-3),
                            () -> pictures(122))
                    .fixedNet(() -> keypoints(10)),
            Fault.of(
                            "retinanet942",
                            "GitHub fizyr/keras-retinanet issue 942: clipnorm 0.001; here by value, with Sgd",
                            "20 columns, 32 relu, 5 classes, each element clipped to 1e-5",
                            CLIPPED + "|rate-too-low",
                            () -> byValue(1e-5),
                            () -> clusters(123, 800, 20, 5, 2, 0.6))
                    .fixedNet(() -> byValue(1)));

    private OverClipped() {}

    private static Model clipped(
            long seed,
            IUpdater updater,
            GradientNormalization kind,
            double threshold,
            InputType input,
            Layer... layers) {
        return built(
                new NeuralNetConfiguration.Builder()
                        .seed(seed)
                        .weightInit(WeightInit.XAVIER_UNIFORM)
                        .updater(updater)
                        .gradientNormalization(kind)
                        .gradientNormalizationThreshold(threshold),
                input,
                layers);
    }

    private static Model xor(double norm) {
        return clipped(
                1,
                new Nesterovs(0.5, 0.9),
                GradientNormalization.ClipL2PerLayer,
                norm,
                flat(2),
                dense(4, SIGMOID),
                output(1, SIGMOID, LossFunction.XENT));
    }

    private static Model keypoints(double norm) {
        return clipped(
                2,
                new Nesterovs(0.01, 0.9),
                GradientNormalization.ClipL2PerLayer,
                norm,
                flat(100),
                dense(100, TANH),
                linear(2));
    }

    /** A bright spot, and where it is. */
    private static DataSet pictures(long seed) {
        float[][] places = features(seed, 700, 2, uniform(-1, 1));
        float[][] pixels = new float[places.length][100];
        for (int row = 0; row < places.length; row++) {
            for (int pixel = 0; pixel < 100; pixel++) {
                double x = pixel % 10 - (4.5 + 4 * places[row][0]);
                double y = pixel / 10 - (4.5 + 4 * places[row][1]);
                pixels[row][pixel] = (float) Math.exp(-(x * x + y * y) / 4);
            }
        }
        return dataSet(pixels, places);
    }

    private static Model byValue(double bound) {
        return clipped(
                3,
                new Sgd(0.1),
                GradientNormalization.ClipElementWiseAbsoluteValue,
                bound,
                flat(20),
                dense(32, RELU),
                softmax(5));
    }
}
