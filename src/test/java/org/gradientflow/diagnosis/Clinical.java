package org.gradientflow.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small network that learns, what makes it sick, and what a doctor would say. */
public final class Clinical {
    private static final int ROWS = 128;

    private Clinical() {}

    /** 2-16-1, of a smooth function of two numbers. */
    public static MultiLayerNetwork network(Activation hidden, Consumer<BaseLayer> change) {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .activation(hidden)
                .updater(new Nesterovs(0.05, 0.9))
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(16).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(16)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        configuration.getConfs().forEach(layer -> change.accept((BaseLayer) layer.getLayer()));
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    public static DataSet data() {
        Random random = new Random(1);
        float[][] features = new float[ROWS][2];
        float[][] labels = new float[ROWS][1];
        for (int row = 0; row < ROWS; row++) {
            features[row][0] = (float) random.nextGaussian();
            features[row][1] = (float) random.nextGaussian();
            labels[row][0] = (float) (Math.sin(features[row][0]) + 0.5 * features[row][1]);
        }
        return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }

    public static IWeightInit normal(double deviation) {
        return new WeightInitDistribution(new NormalDistribution(0, deviation));
    }

    public static Diagnosis sick(Cause cause) {
        return new Diagnosis.Sick(
                List.of(Finding.ofAll(cause, Severity.SEVERE, 1, "it does not learn", "by experience", Map.of())),
                cause.meaning());
    }
}
