package org.gradientflow.diagnosis.rule;

import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A small healthy network for a small task, and what makes it sick. */
public final class Sketch {
    public static final int ROWS = 150;
    public static final int WIDTH = 12;

    private Sketch() {}

    /** Three clouds in four dimensions, one-hot labels. */
    public static DataSet clouds() {
        Random random = new Random(3);
        INDArray features = Nd4j.zeros(DataType.FLOAT, ROWS, 4);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, 3);
        for (int row = 0; row < ROWS; row++) {
            int type = row % 3;
            for (int column = 0; column < 4; column++) {
                features.putScalar(row, column, (column == type ? 1.5 : -0.3) + 0.6 * random.nextGaussian());
            }
            labels.putScalar(row, type, 1);
        }
        return new DataSet(features, labels);
    }

    /** Two hidden layers and softmax; learns the clouds in 150 steps. */
    public static MultiLayerConfiguration configuration(Activation activation) {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .weightInit(activation == Activation.RELU ? WeightInit.RELU : WeightInit.XAVIER)
                .activation(activation)
                .updater(new Adam(0.02))
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(WIDTH).build())
                .layer(new DenseLayer.Builder().nIn(WIDTH).nOut(WIDTH).build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(WIDTH)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .weightInit(WeightInit.XAVIER)
                        .build())
                .build();
    }

    public static MultiLayerNetwork network() {
        return init(configuration(Activation.RELU));
    }

    /** The healthy network with every layer changed. */
    public static MultiLayerNetwork each(Activation activation, Consumer<BaseLayer> change) {
        MultiLayerConfiguration configuration = configuration(activation);
        configuration.getConfs().forEach(conf -> change.accept((BaseLayer) conf.getLayer()));
        return init(configuration);
    }

    /** The healthy network with its output changed. */
    public static MultiLayerNetwork output(Consumer<BaseOutputLayer> change) {
        MultiLayerConfiguration configuration = configuration(Activation.RELU);
        change.accept((BaseOutputLayer) configuration.getConf(2).getLayer());
        return init(configuration);
    }

    /** The healthy network with initial weights of one layer multiplied. */
    public static MultiLayerNetwork scaled(Activation activation, double factor, int... layers) {
        MultiLayerNetwork network = init(configuration(activation));
        for (int layer : layers) {
            network.getParam(layer + "_W").muli(factor);
        }
        return network;
    }

    /** Each element of the gradient to a millionth, at most. */
    public static void clip(BaseLayer layer) {
        layer.setGradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue);
        layer.setGradientNormalizationThreshold(1e-6);
    }

    /** With tanh and SGD; whether its loss is one of the project's own, and whether gradients are divided by a batch's rows. */
    public static MultiLayerNetwork dividing(boolean ownLoss, boolean divides, double rate) {
        MultiLayerConfiguration configuration = configuration(Activation.TANH);
        configuration.getConfs().forEach(layer -> {
            layer.setMiniBatch(divides);
            ((BaseLayer) layer.getLayer()).setIUpdater(new Sgd(rate));
        });
        if (ownLoss) {
            BaseOutputLayer output = (BaseOutputLayer) configuration.getConf(2).getLayer();
            output.setActivationFn(Activation.IDENTITY.getActivationFunction());
            output.setLossFn(new ReconstructionLoss(LossScope.ALL));
        }
        return init(configuration);
    }

    public static MultiLayerNetwork init(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    public static Diagnosis diagnose(MultiLayerNetwork network, DataSet data) {
        return Doctor.of(network).on(data).batch(16).steps(150).diagnose();
    }
}
