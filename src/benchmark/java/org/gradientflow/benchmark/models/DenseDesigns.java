package org.gradientflow.benchmark.models;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks of dense layers, 1 to 20 of them. */
final class DenseDesigns {
    static final List<Design> ALL = List.of(
            dense("linear", 1, 1, Activation.IDENTITY, WeightInit.XAVIER, new Adam(0.05), DataType.FLOAT, 16, 300),
            dense("relu2-sgd", 2, 32, Activation.RELU, WeightInit.RELU, new Sgd(0.1), DataType.FLOAT, 16, 400),
            dense("relu3-batch1", 3, 16, Activation.RELU, WeightInit.RELU, new Sgd(0.01), DataType.FLOAT, 1, 500),
            dense("relu3-double", 3, 24, Activation.RELU, WeightInit.RELU, momentum(0.03), DataType.DOUBLE, 16, 300),
            dense("tanh3-adam", 3, 24, Activation.TANH, WeightInit.XAVIER, new Adam(0.01), DataType.FLOAT, 32, 300),
            dense(
                    "sigmoid3-adam",
                    3,
                    24,
                    Activation.SIGMOID,
                    WeightInit.XAVIER,
                    new Adam(0.03),
                    DataType.FLOAT,
                    32,
                    400),
            dense(
                    "leaky4-nesterovs",
                    4,
                    24,
                    Activation.LEAKYRELU,
                    WeightInit.RELU,
                    momentum(0.02),
                    DataType.FLOAT,
                    32,
                    300),
            dense(
                    "elu6-rmsprop",
                    6,
                    24,
                    Activation.ELU,
                    WeightInit.XAVIER,
                    new RmsProp(0.002),
                    DataType.FLOAT,
                    16,
                    300),
            dense("relu8-adam", 8, 24, Activation.RELU, WeightInit.RELU, new Adam(0.003), DataType.FLOAT, 32, 300),
            dense("tanh12-adam", 12, 20, Activation.TANH, WeightInit.XAVIER, new Adam(0.002), DataType.FLOAT, 32, 300),
            dense("relu20-adam", 20, 24, Activation.RELU, WeightInit.RELU, new Adam(0.001), DataType.FLOAT, 16, 400));

    private DenseDesigns() {}

    private static IUpdater momentum(double rate) {
        return new Nesterovs(rate, 0.9);
    }

    private static Design dense(
            String name,
            int depth,
            int width,
            Activation activation,
            WeightInit init,
            IUpdater updater,
            DataType type,
            int batch,
            int steps) {
        return new Design(name, activation, depth, batch, steps, Set.of(Task.Kind.TABLE), (task, seed) -> {
            NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                    .seed(seed)
                    .dataType(type)
                    .weightInit(init)
                    .activation(activation)
                    .updater(updater)
                    .list();
            for (int layer = 1; layer < depth; layer++) {
                layers.layer(new DenseLayer.Builder().nOut(width).build());
            }
            return new Parts(layers.layer(new OutputLayer.Builder(task.loss())
                            .nOut(task.outputs())
                            .activation(task.activation())
                            .weightInit(WeightInit.XAVIER)
                            .build())
                    .setInputType(task.input())
                    .build());
        });
    }
}
