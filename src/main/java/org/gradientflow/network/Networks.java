package org.gradientflow.network;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Initialisation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Builds the DL4J networks of experiments. The only file that uses DL4J's configuration builders for them. */
public final class Networks {
    /** Width of the input and of the output: the original's placeholder is {@code [None, 1]}. */
    public static final int INPUTS = 1;

    /** TensorFlow's {@code AdamOptimizer} defaults. */
    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;
    /** Adam's epsilon, added to the root of the second moment. */
    public static final double EPSILON = 1e-8;

    /** Replaces seed 0, which ND4J's generator takes as "the present time". */
    private static final long SEED_ZERO = 0x9E3779B97F4A7C15L;

    private Networks() {}

    /**
     * The DL4J configuration: dense ReLU layers, identity output, {@link ReconstructionLoss}, clipping by value. Weights and
     * biases are float32.
     *
     * <p>DL4J's builder also reseeds the calling thread's global generator.
     *
     * @param experiment what to build
     * @return the configuration; drawn biases ({@link Bias.Same}) are not part of it, see {@link #create}
     */
    public static MultiLayerConfiguration configuration(Experiment experiment) {
        NeuralNetConfiguration.Builder global = new NeuralNetConfiguration.Builder()
                .seed(generatorSeed(experiment.seed()))
                .dataType(DataType.FLOAT)
                .weightInit(weights(experiment))
                .biasInit(experiment.bias() instanceof Bias.Constant constant ? constant.value() : 0)
                .updater(updater(experiment))
                // The loss is a sum: DL4J must not divide its gradient by the number of rows.
                .miniBatch(false);
        if (experiment.clip() != Double.POSITIVE_INFINITY) {
            global.gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                    .gradientNormalizationThreshold(experiment.clip());
        }
        NeuralNetConfiguration.ListBuilder layers = global.list();
        int inputs = INPUTS;
        for (int width : experiment.hidden()) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(inputs)
                    .nOut(width)
                    .activation(Activation.RELU)
                    .build());
            inputs = width;
        }
        return layers.layer(new OutputLayer.Builder(new ReconstructionLoss(experiment.lossScope()))
                        .nIn(inputs)
                        .nOut(INPUTS)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
    }

    /**
     * Counts the parameters of a network without making it.
     *
     * @param experiment of the network
     * @return the number of its weights and biases
     */
    public static long parameters(Experiment experiment) {
        long parameters = 0;
        int inputs = INPUTS;
        for (int width : experiment.hidden()) {
            parameters += (inputs + 1L) * width;
            inputs = width;
        }
        return parameters + (inputs + 1L) * INPUTS;
    }

    /**
     * A network with its initial values drawn from the experiment's seed, the same on every thread.
     *
     * @param experiment what to build
     * @return the initialised network, at iteration 0
     */
    public static MultiLayerNetwork create(Experiment experiment) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(experiment));
        network.init();
        if (experiment.bias() instanceof Bias.Same) {
            drawBiases(network, weights(experiment));
        }
        return network;
    }

    /** DL4J's {@code biasInit} sets constants only; the original draws its biases like its weights. */
    private static void drawBiases(MultiLayerNetwork network, IWeightInit distribution) {
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            FeedForwardLayer shape =
                    (FeedForwardLayer) network.getLayer(layer).conf().getLayer();
            INDArray bias = network.getParam(layer + "_b");
            INDArray drawn = Nd4j.createUninitialized(DataType.FLOAT, bias.length());
            distribution.init(
                    shape.getNIn(), shape.getNOut(), bias.shape(), IWeightInit.DEFAULT_WEIGHT_INIT_ORDER, drawn);
            bias.assign(drawn.reshape(bias.shape()));
        }
    }

    static long generatorSeed(long seed) {
        return seed == 0 ? SEED_ZERO : seed;
    }

    private static IWeightInit weights(Experiment experiment) {
        if (experiment.weights() instanceof Initialisation.Normal normal) {
            return new WeightInitDistribution(new NormalDistribution(0, normal.standardDeviation()));
        }
        return ((Initialisation.Scheme) experiment.weights()).scheme().getWeightInitFunction();
    }

    private static IUpdater updater(Experiment experiment) {
        return switch (experiment.updater()) {
            case SGD -> new Sgd(experiment.learningRate());
            case ADAM -> new Adam(experiment.learningRate(), BETA1, BETA2, EPSILON);
        };
    }
}
