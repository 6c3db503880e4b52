package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.Nets.built;
import static org.gradientflow.benchmark.real.faults.Nets.conv;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.denseOf;
import static org.gradientflow.benchmark.real.faults.Nets.dropout;
import static org.gradientflow.benchmark.real.faults.Nets.flat;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.linear;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Dropout and penalties so strong that little is learned, and dropout where its noise does harm. */
final class OverRegularised {
    private static final String REGULARISED = "over-regularised";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "rcd-dropout",
                            "kind: DeepCrime, changed dropout rate (RCD); program made up",
                            "images, dropout of 0.97 after both dense layers",
                            REGULARISED,
                            () -> rcd(0.97),
                            () -> images(124, 700, 12, 6, 0.15, 1))
                    .fixedNet(() -> rcd(0.2)),
            Fault.of(
                            "dl4j-share",
                            "kind: DL4J's API, dropOut takes the share that is kept; Stack Overflow 33969059 has .5 on 3 units",
                            "7 columns, 20-20 tanh, regression, dropOut(0.05) on both layers",
                            REGULARISED,
                            () -> kept(0.05),
                            () -> numbers(
                                    features(125, 700, 7, NORMAL), x -> x[0] + Math.sin(2 * x[1]) - x[2] * x[3] / 2))
                    .fixedNet(() -> kept(0.98)),
            Fault.of(
                            "raw-l2",
                            "kind: DeepCrime, added weights regularisation (RAW); program made up",
                            "10 columns, 24 relu, 4 classes, L2 of 0.5",
                            REGULARISED,
                            () -> penalty(0.5),
                            () -> clusters(126, 700, 10, 4, 2, 0.5))
                    .fixedNet(() -> penalty(1e-4)),
            Fault.of(
                            "so39691902",
                            "Stack Overflow 39691902",
                            "dropout of 0.9 right before batch normalisation: statistics of training and use differ",
                            "layer-order|" + REGULARISED,
                            () -> normalised(0.9),
                            () -> clusters(127, 800, 12, 6, 2, 0.5))
                    .fixedNet(() -> normalised(0)),
            Fault.of(
                            "neuralint-dropout",
                            "GitHub neuralint/neuralint, TF_lenet_dropout_before_batchnorm",
                            "convolution, dropout of 0.8, batch normalisation, images",
                            "layer-order|" + REGULARISED,
                            () -> normalisedImages(0.8, true),
                            () -> square(images(128, 600, 10, 6, 0.2, 1), 10))
                    .fixedNet(() -> normalisedImages(0.2, false))
                    .steps(600));

    private OverRegularised() {}

    private static Model rcd(double dropped) {
        return net(
                4,
                new Adam(1e-3),
                flat(144),
                dense(48, RELU),
                dropout(dropped),
                dense(24, RELU),
                dropout(dropped),
                softmax(6));
    }

    private static Model kept(double share) {
        return net(
                5,
                new Adam(5e-3),
                flat(7),
                denseOf(20, TANH).dropOut(share).build(),
                denseOf(20, TANH).dropOut(share).build(),
                linear(1));
    }

    private static Model penalty(double l2) {
        return built(
                new NeuralNetConfiguration.Builder()
                        .seed(6)
                        .weightInit(WeightInit.XAVIER_UNIFORM)
                        .updater(new Sgd(0.1))
                        .l2(l2),
                flat(10),
                dense(24, RELU),
                softmax(4));
    }

    private static Model normalised(double dropped) {
        List<Layer> layers = new ArrayList<>(List.of(dense(32, RELU)));
        if (dropped > 0) {
            layers.add(dropout(dropped));
        }
        layers.addAll(List.of(new BatchNormalization(), dense(32, RELU)));
        if (dropped > 0) {
            layers.add(dropout(dropped));
        }
        layers.addAll(List.of(new BatchNormalization(), softmax(6)));
        return net(7, new Adam(3e-3), flat(12), layers.toArray(Layer[]::new));
    }

    private static Model normalisedImages(double dropped, boolean before) {
        return before
                ? net(
                        8,
                        new Adam(2e-3),
                        image(10),
                        conv(6, RELU),
                        dropout(dropped),
                        new BatchNormalization(),
                        dense(24, RELU),
                        dropout(dropped),
                        new BatchNormalization(),
                        softmax(6))
                : net(
                        8,
                        new Adam(2e-3),
                        image(10),
                        conv(6, RELU),
                        new BatchNormalization(),
                        dense(24, RELU),
                        new BatchNormalization(),
                        dropout(dropped),
                        softmax(6));
    }
}
