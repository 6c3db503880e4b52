package org.gradientflow.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.origin.NonFiniteOrigin.Phase;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Each reason for a number that is not finite, by a step that is known to end in one. */
class NonFiniteFinderTest {
    @Test
    void aNaNAmongTheFeaturesIsFoundByRowAndColumn() {
        DataSet data = data(32);
        data.getFeatures().putScalar(17, 1, Double.NaN);

        assertThat(origin(regression(0.01), data)).hasValueSatisfying(found -> {
            assertThat(found.cause()).isEqualTo(NonFiniteCause.DATA);
            assertThat(found.phase()).isEqualTo(Phase.BEFORE);
            assertThat(found.row()).hasValue(17);
            assertThat(found.column()).hasValue(1);
            assertThat(found.sentence()).contains("the features in row 17, column 1");
        });
    }

    @Test
    void oneRowOfTenThousandIsFound() {
        DataSet data = data(10_000);
        data.getLabels().putScalar(9_876, 0, Double.POSITIVE_INFINITY);

        assertThat(origin(regression(0.01), data)).hasValueSatisfying(found -> {
            assertThat(found.what()).isEqualTo("labels");
            assertThat(found.row()).hasValue(9_876);
        });
    }

    @Test
    void aParameterThatIsNotFiniteBeforeTheStepIsNamed() {
        MultiLayerNetwork network = regression(0.01);
        network.getParam("1_W").putScalar(0, Double.NaN);

        assertThat(origin(network, data(32))).hasValueSatisfying(found -> {
            assertThat(found.cause()).isEqualTo(NonFiniteCause.PARAMETERS);
            assertThat(found.layer()).isEqualTo("1");
            assertThat(found.what()).isEqualTo("1_W");
        });
    }

    @Test
    void aRateThatIsTooHighOverflows() {
        assertThat(origin(regression(1e5), data(32), 50)).hasValueSatisfying(found -> {
            assertThat(found.cause()).isEqualTo(NonFiniteCause.OVERFLOW);
            assertThat(found.growth()).isGreaterThan(1e3);
            assertThat(found.sentence()).contains("grew by a factor of");
        });
    }

    @Test
    void aRateThatIsALittleTooHighOverflowsAfterAThousandSteps() {
        // The distance to the least loss is multiplied by -1.04 in each step: by 10^17 in 1,000.
        MultiLayerNetwork network = network(
                0.51,
                new OutputLayer.Builder(new LossMSE())
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build());
        network.getParam("0_W").assign(1e-3);
        DataSet data = new DataSet(Nd4j.ones(4, 1), Nd4j.zeros(4, 1));

        assertThat(origin(network, data, 3_000)).hasValueSatisfying(found -> {
            assertThat(found.iteration()).isBetween(1_000, 2_999);
            assertThat(found.cause()).isEqualTo(NonFiniteCause.OVERFLOW);
        });
    }

    @Test
    void theLogarithmOfZeroIsTheLosss() {
        MultiLayerNetwork network = network(
                0.01,
                new OutputLayer.Builder(new LossBinaryXENT(0.0))
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build());
        network.getParam("0_b").assign(200); // sigmoid(200) is 1 in float32
        DataSet data = new DataSet(Nd4j.ones(8, 2), Nd4j.zeros(8, 1));

        assertThat(origin(network, data)).hasValueSatisfying(found -> {
            assertThat(found.phase()).isEqualTo(Phase.LOSS);
            assertThat(found.cause()).isEqualTo(NonFiniteCause.LOG_OF_ZERO);
            assertThat(found.row()).hasValue(0);
        });
    }

    /** The logarithm of what may be below 0. */
    private static final class Log extends BaseActivationFunction {
        private static final long serialVersionUID = 1;

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            return Transforms.log(in, false);
        }

        @Override
        public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
            return new Pair<>(epsilon.div(in), null);
        }
    }

    @Test
    void aLayerThatMakesNaNOfFiniteNumbersIsNamedWithTheRow() {
        MultiLayerNetwork network = network(
                0.01,
                new ActivationLayer(new Log()),
                new OutputLayer.Builder(new LossMSE())
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build());
        DataSet data = new DataSet(Nd4j.ones(8, 2), Nd4j.zeros(8, 1));
        data.getFeatures().putScalar(5, 0, -1);

        assertThat(origin(network, data)).hasValueSatisfying(found -> {
            assertThat(found.phase()).isEqualTo(Phase.FORWARD);
            assertThat(found.cause()).isEqualTo(NonFiniteCause.LAYER);
            assertThat(found.layer()).isEqualTo("0");
            assertThat(found.row()).hasValue(5);
            assertThat(found.column()).hasValue(0);
            assertThat(found.before()).isEqualTo(1);
        });
    }

    @Test
    void aNormaliserWithoutEpsilonDividesByZero() {
        MultiLayerNetwork network = network(
                0.01,
                new BatchNormalization.Builder().nIn(2).nOut(2).eps(0).build(),
                new OutputLayer.Builder(new LossMSE())
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build());
        DataSet data = data(32);
        data.getFeatures().getColumn(1).assign(3);

        assertThat(origin(network, data)).hasValueSatisfying(found -> {
            assertThat(found.cause()).isEqualTo(NonFiniteCause.NORMALISER);
            assertThat(found.layer()).isEqualTo("0");
            assertThat(found.column()).hasValue(1);
        });
    }

    @Test
    void anEmptyMaskLeavesNothingToAverage() {
        MultiLayerNetwork network = network(
                0.01,
                new SimpleRnn.Builder()
                        .nIn(2)
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build(),
                new GlobalPoolingLayer(PoolingType.AVG),
                new OutputLayer.Builder(new LossMSE())
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build());
        INDArray mask = Nd4j.ones(4, 5);
        mask.getRow(2).assign(0);
        DataSet data = new DataSet(Nd4j.ones(4, 2, 5), Nd4j.zeros(4, 1), mask, null);

        assertThat(origin(network, data)).hasValueSatisfying(found -> {
            assertThat(found.cause()).isEqualTo(NonFiniteCause.EMPTY_MASK);
            assertThat(found.layer()).isEqualTo("1");
            assertThat(found.row()).hasValue(2);
        });
    }

    @Test
    void halfPrecisionEndsEarly() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT16)
                .updater(new Sgd(0.01))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(new LossMSE())
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        DataSet data = new DataSet(Nd4j.ones(DataType.FLOAT16, 4, 2).mul(60_000), Nd4j.zeros(DataType.FLOAT16, 4, 1));

        assertThat(origin(network, data)).hasValueSatisfying(found -> {
            assertThat(found.cause()).isEqualTo(NonFiniteCause.HALF_PRECISION);
            assertThat(found.finding().explanation()).contains("float32");
        });
    }

    @Test
    void aGraphsVertexIsNamed() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("in")
                .addLayer("logarithm", new ActivationLayer(new Log()), "in")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(new LossMSE())
                                .nIn(2)
                                .nOut(1)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "logarithm")
                .setOutputs("out")
                .build());
        graph.init();
        DataSet data = data(32);
        data.getFeatures().assign(1);
        data.getFeatures().putScalar(30, 1, -2);

        assertThat(origin(graph, data)).hasValueSatisfying(found -> {
            assertThat(found.layer()).isEqualTo("logarithm");
            assertThat(found.row()).hasValue(30);
        });
    }

    @Test
    void stepsThatAreFiniteHaveNoOriginAndLeaveTheNetworkAlone() {
        MultiLayerNetwork network = regression(0.01);
        INDArray parameters = network.params().dup();
        long generator = Nd4j.getRandom().nextLong();
        Nd4j.getRandom().setSeed(generator);
        long next = Nd4j.getRandom().nextLong();
        Nd4j.getRandom().setSeed(generator);

        assertThat(origin(network, data(32), 50)).isEmpty();
        assertThat(network.params()).isEqualTo(parameters);
        assertThat(network.getIterationCount()).isZero();
        assertThat(Nd4j.getRandom().nextLong()).isEqualTo(next);
    }

    private static Optional<NonFiniteOrigin> origin(Model model, DataSet data) {
        return origin(model, data, 1);
    }

    private static Optional<NonFiniteOrigin> origin(Model model, DataSet data, int steps) {
        MultiDataSet batch = TrainingData.of(data).toMultiDataSet();
        return NonFiniteFinder.of(model).in(Collections.nCopies(steps, batch).iterator());
    }

    private static DataSet data(int rows) {
        INDArray features = Nd4j.createFromArray(IntStream.range(0, 2 * rows)
                        .mapToObj(i -> (float) Math.sin(i))
                        .toArray(Float[]::new))
                .reshape(rows, 2);
        return new DataSet(features, features.sum(true, 1));
    }

    private static MultiLayerNetwork regression(double rate) {
        return network(
                rate,
                new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(8)
                        .activation(Activation.RELU)
                        .build(),
                new OutputLayer.Builder(new LossMSE())
                        .nIn(8)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build());
    }

    private static MultiLayerNetwork network(double rate, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(rate))
                .list();
        List.of(layers).forEach(list::layer);
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }
}
