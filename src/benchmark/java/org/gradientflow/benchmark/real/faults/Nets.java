package org.gradientflow.benchmark.real.faults;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers in few words. Weights start as in Keras, Xavier uniform, where nothing else is said. */
final class Nets {
    private Nets() {}

    /** A network, without DL4J's check of the output layer: models that were saved without it arrive all the same. */
    static Model net(long seed, IUpdater updater, InputType input, Layer... layers) {
        NeuralNetConfiguration.Builder all =
                new NeuralNetConfiguration.Builder().seed(seed).weightInit(WeightInit.XAVIER_UNIFORM);
        return built(updater == null ? all : all.updater(updater), input, layers);
    }

    /** The same with clipping, regularisation or other settings of all layers. */
    static Model built(NeuralNetConfiguration.Builder all, InputType input, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = all.list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        MultiLayerNetwork network = new MultiLayerNetwork(
                list.setInputType(input).validateOutputLayerConfig(false).build());
        network.init();
        return network;
    }

    /** Dense layers of one activation before the output. */
    static Model mlp(long seed, IUpdater updater, int columns, Activation hidden, int[] units, OutputLayer output) {
        List<Layer> layers = new ArrayList<>();
        for (int number : units) {
            layers.add(dense(number, hidden));
        }
        layers.add(output);
        return net(seed, updater, flat(columns), layers.toArray(Layer[]::new));
    }

    static int[] units(int... each) {
        return each;
    }

    static InputType flat(int columns) {
        return InputType.feedForward(columns);
    }

    /** An image of one channel. */
    static InputType image(int side) {
        return InputType.convolutional(side, side, 1);
    }

    static DenseLayer dense(int units, Activation activation) {
        return denseOf(units, activation).build();
    }

    static DenseLayer dense(int units, Activation activation, IWeightInit weights) {
        return denseOf(units, activation).weightInit(weights).build();
    }

    static DenseLayer.Builder denseOf(int units, Activation activation) {
        return new DenseLayer.Builder().nOut(units).activation(activation);
    }

    static ConvolutionLayer conv(int filters, Activation activation) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .activation(activation)
                .build();
    }

    static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    static ActivationLayer activation(Activation activation) {
        return new ActivationLayer(activation);
    }

    /** Dropout as Keras counts it: the share that is dropped. DL4J takes the share that is kept. */
    static DropoutLayer dropout(double dropped) {
        return new DropoutLayer(1 - dropped);
    }

    static OutputLayer output(int units, Activation activation, LossFunction loss) {
        return new OutputLayer.Builder(loss).nOut(units).activation(activation).build();
    }

    static OutputLayer output(int units, Activation activation, LossFunction loss, IWeightInit weights) {
        return new OutputLayer.Builder(loss)
                .nOut(units)
                .activation(activation)
                .weightInit(weights)
                .build();
    }

    static OutputLayer softmax(int classes) {
        return output(classes, Activation.SOFTMAX, LossFunction.MCXENT);
    }

    static OutputLayer sigmoid(int units) {
        return output(units, Activation.SIGMOID, LossFunction.XENT);
    }

    static OutputLayer linear(int units) {
        return output(units, Activation.IDENTITY, LossFunction.MSE);
    }

    /** Softmax and cross-entropy without weights of their own, as over TensorFlow's logits. */
    static LossLayer softmaxOverLogits() {
        return new LossLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build();
    }

    static IWeightInit normalWeights(double deviation) {
        return new WeightInitDistribution(new NormalDistribution(0, deviation));
    }

    static IWeightInit uniformWeights(double from, double to) {
        return new WeightInitDistribution(new UniformDistribution(from, to));
    }
}
