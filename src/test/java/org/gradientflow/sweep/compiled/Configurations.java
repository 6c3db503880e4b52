package org.gradientflow.sweep.compiled;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Configurations that the compiled trainer can train. */
final class Configurations {
    private Configurations() {}

    /** Any activation, loss, updater, depth, width, clip and division. */
    static MultiLayerConfiguration random(Random random) {
        NeuralNetConfiguration.Builder global = new NeuralNetConfiguration.Builder()
                .seed(1 + random.nextInt(1_000))
                .weightInit(pick(random, List.of(WeightInit.XAVIER, WeightInit.RELU, WeightInit.XAVIER_UNIFORM)))
                .biasInit(random.nextInt(3) / 10.0)
                .updater(updater(random))
                .miniBatch(random.nextBoolean());
        if (random.nextInt(4) == 0) {
            global.biasUpdater(updater(random));
        }
        if (random.nextBoolean()) {
            global.gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                    .gradientNormalizationThreshold(pick(random, List.of(0.01, 0.5, 4.5)));
        }
        NeuralNetConfiguration.ListBuilder layers = global.list();
        int inputs = 1 + random.nextInt(3);
        int hidden = random.nextInt(5);
        for (int i = 0; i < hidden; i++) {
            int width = 1 + random.nextInt(20);
            layers.layer(new DenseLayer.Builder()
                    .nIn(inputs)
                    .nOut(width)
                    .activation(activation(random))
                    .build());
            inputs = width;
        }
        ILossFunction loss = pick(
                random,
                List.of(
                        new LossMSE(),
                        new ReconstructionLoss(LossScope.ALL),
                        new ReconstructionLoss(LossScope.FIRST_ELEMENT)));
        return layers.layer(new OutputLayer.Builder(loss)
                        .nIn(inputs)
                        .nOut(1 + random.nextInt(3))
                        .activation(activation(random))
                        .build())
                .build();
    }

    /** A small network with one thing changed. */
    static MultiLayerConfiguration with(
            UnaryOperator<NeuralNetConfiguration.Builder> global,
            UnaryOperator<DenseLayer.Builder> hidden,
            UnaryOperator<OutputLayer.Builder> output) {
        return global.apply(new NeuralNetConfiguration.Builder().seed(1).activation(new ActivationReLU()))
                .list()
                .layer(hidden.apply(new DenseLayer.Builder().nIn(1).nOut(4)).build())
                .layer(output.apply(new OutputLayer.Builder(new LossMSE())
                                .activation(new ActivationIdentity())
                                .nIn(4)
                                .nOut(1))
                        .build())
                .build();
    }

    private static IActivation activation(Random random) {
        return pick(
                random,
                List.of(
                        new ActivationReLU(),
                        new ActivationLReLU(0.2),
                        new ActivationIdentity(),
                        new ActivationTanH(),
                        new ActivationSigmoid()));
    }

    private static IUpdater updater(Random random) {
        return pick(
                random,
                List.of(
                        new Sgd(1e-2),
                        new Sgd(1e-3),
                        new Nesterovs(1e-3, 0.9),
                        new Adam(1e-3, 0.8, 0.99, 1e-6),
                        new Adam(1e-3)));
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
