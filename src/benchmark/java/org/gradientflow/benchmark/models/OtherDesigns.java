package org.gradientflow.benchmark.models;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

/** Convolutional and recurrent networks, and graphs with skip connections. */
final class OtherDesigns {
    private static final int WIDTH = 24;

    /** Standard deviation of a residual branch's last weights: small, so that the sum over many blocks stays small. */
    private static final double BRANCH = 0.05;

    static final List<Design> ALL = List.of(
            new Design("conv-relu", Activation.RELU, 3, 16, 200, Set.of(Task.Kind.IMAGE), OtherDesigns::convolutional),
            new Design(
                    "conv-batchnorm", Activation.RELU, 4, 16, 200, Set.of(Task.Kind.IMAGE), OtherDesigns::normalised),
            new Design("lstm", Activation.TANH, 2, 16, 200, Set.of(Task.Kind.SEQUENCE), OtherDesigns::recurrent),
            new Design("lstm-last", Activation.TANH, 3, 16, 250, Set.of(Task.Kind.LAST_STEP), OtherDesigns::lastStep),
            new Design(
                    "graph-skip",
                    Activation.RELU,
                    6,
                    32,
                    300,
                    Set.of(Task.Kind.TABLE),
                    (task, seed) -> residual(task, seed, 2, new Adam(0.005))),
            new Design(
                    "graph-residual",
                    Activation.RELU,
                    18,
                    16,
                    300,
                    Set.of(Task.Kind.TABLE),
                    (task, seed) -> residual(task, seed, 8, new Nesterovs(0.005, 0.9))));

    private OtherDesigns() {}

    private static NeuralNetConfiguration.Builder start(long seed, Activation activation, IUpdater updater) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(activation == Activation.RELU ? WeightInit.RELU : WeightInit.XAVIER)
                .activation(activation)
                .updater(updater);
    }

    private static Parts convolutional(Task task, long seed) {
        return new Parts(start(seed, Activation.RELU, new Adam(0.005))
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(8).build())
                .layer(pool())
                .layer(new DenseLayer.Builder().nOut(WIDTH).build())
                .layer(output(task))
                .setInputType(task.input())
                .build());
    }

    private static Parts normalised(Task task, long seed) {
        return new Parts(start(seed, Activation.RELU, new Nesterovs(0.02, 0.9))
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(8)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new BatchNormalization())
                .layer(new ActivationLayer(Activation.RELU))
                .layer(pool())
                .layer(new ConvolutionLayer.Builder(2, 2).nOut(12).build())
                .layer(new DenseLayer.Builder().nOut(WIDTH).build())
                .layer(output(task))
                .setInputType(task.input())
                .build());
    }

    private static Parts recurrent(Task task, long seed) {
        return new Parts(start(seed, Activation.TANH, new Adam(0.02))
                .list()
                .layer(new LSTM.Builder().nOut(16).build())
                .layer(new RnnOutputLayer.Builder(task.loss())
                        .nOut(task.outputs())
                        .activation(task.activation())
                        .build())
                .setInputType(task.input())
                .build());
    }

    private static Parts lastStep(Task task, long seed) {
        return new Parts(start(seed, Activation.TANH, new RmsProp(0.01))
                .list()
                .layer(new LastTimeStep(new LSTM.Builder().nOut(16).build()))
                .layer(new DenseLayer.Builder().nOut(16).build())
                .layer(output(task))
                .setInputType(task.input())
                .build());
    }

    private static Parts residual(Task task, long seed, int blocks, IUpdater updater) {
        GraphBuilder graph = start(seed, Activation.RELU, updater)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(task.input())
                .addLayer("first", new DenseLayer.Builder().nOut(WIDTH).build(), "input");
        String before = "first";
        for (int block = 1; block <= blocks; block++) {
            graph.addLayer("in" + block, new DenseLayer.Builder().nOut(WIDTH).build(), before)
                    .addLayer(
                            "out" + block,
                            new DenseLayer.Builder()
                                    .nOut(WIDTH)
                                    .activation(Activation.IDENTITY)
                                    .weightInit(Weights.normal(BRANCH))
                                    .build(),
                            "in" + block)
                    .addVertex("add" + block, new ElementWiseVertex(ElementWiseVertex.Op.Add), before, "out" + block);
            before = "add" + block;
        }
        return new Parts(graph.addLayer("output", output(task), before)
                .setOutputs("output")
                .build());
    }

    private static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    private static OutputLayer output(Task task) {
        return new OutputLayer.Builder(task.loss())
                .nOut(task.outputs())
                .activation(task.activation())
                .weightInit(WeightInit.XAVIER)
                .build();
    }
}
