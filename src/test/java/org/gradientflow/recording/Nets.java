package org.gradientflow.recording;

import java.util.Random;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks to train in the tests: 1-16-16-1, Adam, gradients clipped so hard that raw, clipped and update all differ. */
public final class Nets {

    private Nets() {}

    public static MultiLayerNetwork threeLayer() {
        MultiLayerNetwork network = new MultiLayerNetwork(builder()
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(1)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nIn(16)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(output().build())
                .build());
        network.init();
        return network;
    }

    public static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph(builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                        "hidden",
                        new DenseLayer.Builder()
                                .nIn(1)
                                .nOut(16)
                                .activation(Activation.RELU)
                                .build(),
                        "in")
                .addLayer("out", output().build(), "hidden")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    private static OutputLayer.Builder output() {
        return new OutputLayer.Builder(LossFunction.MSE).nIn(16).nOut(1).activation(Activation.IDENTITY);
    }

    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .miniBatch(false)
                .updater(new Adam(1e-2))
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(0.05);
    }

    /** Trains with one row per step; the target is the input. */
    public static void train(MultiLayerNetwork network, int steps) {
        Random random = new Random(7);
        for (int i = 0; i < steps; i++) {
            INDArray x = Nd4j.create(new float[][] {{(float) random.nextGaussian()}});
            network.fit(x, x.dup());
        }
    }
}
