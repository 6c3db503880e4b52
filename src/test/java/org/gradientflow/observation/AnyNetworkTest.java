package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.forecast.Forecast;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The kinds of layers and networks that DL4J has. */
class AnyNetworkTest {
    private static final int ROWS = 12;

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(2);
    }

    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder()
                .seed(6)
                .updater(new Sgd(0.05))
                .activation(Activation.TANH);
    }

    private static MultiLayerNetwork network(InputType type, NeuralNetConfiguration.Builder builder, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = builder.list(layers).setInputType(type);
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    private static OutputLayer output(int units) {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(units)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static DenseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).build();
    }

    private static Probe probe(org.deeplearning4j.nn.api.Model model, INDArray features, INDArray labels) {
        Probe probe = FlowProbe.of(model)
                .on(new TrainingData(List.of(features), List.of(labels), List.of(), List.of()))
                .batch(4)
                .steps(3)
                .run();
        Forecast.of(model, features)
                .layers()
                .forEach(layer ->
                        assertThat(layer.forwardGain()).as(layer.layer()).isFinite());
        return probe;
    }

    @Test
    void convolutions() {
        Probe probe = probe(
                network(
                        InputType.convolutional(8, 8, 2),
                        builder().convolutionMode(ConvolutionMode.Same),
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(5)
                                .activation(Activation.RELU)
                                .build(),
                        new SubsamplingLayer.Builder()
                                .kernelSize(2, 2)
                                .stride(2, 2)
                                .build(),
                        dense(7),
                        output(1)),
                Nd4j.rand(ROWS, 2, 8, 8),
                Nd4j.rand(ROWS, 1));

        LayerFacts facts = probe.history().architecture().layer("0");
        assertThat(facts.fanIn()).isEqualTo(18);
        assertThat(facts.fanOut()).isEqualTo(45);
        assertThat(probe.before().units().get("0").units()).isEqualTo(5);
        assertThat(probe.before().units().get("1").units()).isEqualTo(5);
        assertThat(probe.history().first().units()).containsOnlyKeys("0", "1", "2");
        assertThat(probe.history().architecture().layer("1").activation()).isEmpty();
    }

    @Test
    void aChannelsActivityIsThatOfAllItsPlaces() {
        MultiLayerNetwork network = network(
                InputType.convolutional(4, 4, 1),
                builder(),
                new ConvolutionLayer.Builder(1, 1)
                        .nOut(2)
                        .activation(Activation.RELU)
                        .build(),
                output(1));
        network.getParam("0_W").assign(Nd4j.createFromArray(1f, -1f).reshape(2, 1, 1, 1));
        INDArray image = Nd4j.ones(2, 1, 4, 4);
        image.slice(1).assign(-3); // one example of 1, one of -3

        UnitActivity units =
                probe(network, image, Nd4j.rand(2, 1)).before().units().get("0");

        assertThat(units.activeShare()).containsExactly(0.5, 0.5);
        assertThat(units.mean()).containsExactly(0.5, 1.5);
        assertThat(units.spread()).containsExactly(0.5, 1.5);
    }

    @Test
    void recurrentLayersCountOnlyTheStepsOfTheMask() {
        MultiLayerNetwork network = network(
                InputType.recurrent(3),
                builder(),
                new LSTM.Builder().nOut(4).build(),
                new SimpleRnn.Builder().nOut(5).activation(Activation.IDENTITY).build(),
                new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build());
        INDArray mask = Nd4j.ones(ROWS, 6);
        for (int row = 0; row < ROWS; row += 2) {
            for (int step = 2; step < 6; step++) {
                mask.putScalar(row, step, 0);
            }
        }
        TrainingData data = new TrainingData(
                List.of(Nd4j.rand(ROWS, 3, 6)), List.of(Nd4j.rand(ROWS, 2, 6)), List.of(mask), List.of(mask));

        Probe probe = FlowProbe.of(network).on(data).batch(4).steps(2).run();

        assertThat(probe.history().architecture().layer("0").fanIn()).isEqualTo(7);
        assertThat(probe.before().units().get("0").units()).isEqualTo(4);
        // A masked step is zero: it would be inactive, and an identity unit is never exactly zero otherwise.
        assertThat(probe.before().units().get("1").activeShare()).containsOnly(1);
        assertThat(probe.history().first().units().get("1").activeShare()).containsOnly(1);
    }

    @Test
    void bidirectionalLayersAndTheirLastStepAndTruncation() {
        MultiLayerNetwork both = network(
                InputType.recurrent(3),
                builder(),
                new Bidirectional(new LSTM.Builder().nOut(4).build()),
                new LastTimeStep(new LSTM.Builder().nOut(4).build()),
                output(1));

        Probe probe = probe(both, Nd4j.rand(ROWS, 3, 6), Nd4j.rand(ROWS, 1));

        LayerFacts first = probe.history().architecture().layer("0");
        assertThat(first.kind()).isEqualTo("LSTM");
        assertThat(first.wrappers()).containsExactly("Bidirectional");
        assertThat(first.frozen()).isFalse();
        assertThat(first.weights()).contains("0_fW", "0_bRW");
        assertThat(probe.before().units().get("0").units()).isEqualTo(8);

        MultiLayerNetwork truncated = new MultiLayerNetwork(builder()
                .list()
                .layer(new LSTM.Builder().nIn(3).nOut(4).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(3)
                .build());
        truncated.init();
        History history =
                probe(truncated, Nd4j.rand(ROWS, 3, 6), Nd4j.rand(ROWS, 1, 6)).history();
        assertThat(history.architecture().truncated()).isTrue();
        assertThat(history.losses().steps()).isEqualTo(6); // two stretches a batch
    }

    @Test
    void aNormalisationsRunningEstimatesAreNoParameters() {
        MultiLayerNetwork network = network(
                InputType.feedForward(3),
                builder()
                        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                        .gradientNormalizationThreshold(1e-3),
                dense(4),
                new BatchNormalization(),
                new DropoutLayer(0.5),
                output(1));

        Probe probe = probe(network, Nd4j.rand(ROWS, 3), Nd4j.rand(ROWS, 1));

        LayerFacts facts = probe.history().architecture().layer("1");
        assertThat(facts.parameters()).containsExactly("1_gamma", "1_beta");
        assertThat(facts.estimates()).hasSize(2);
        assertThat(facts.activation()).isEmpty();
        assertThat(probe.history().first().parameters()).containsKey("1_gamma").doesNotContainKey("1_mean");
        assertThat(probe.history().architecture().layer("2").dropout()).isEqualTo(0.5);
        Map<String, ParameterFlow> first = probe.history().first().parameters();
        assertThat(Math.hypot(
                        first.get("0_W").clipped().norm(),
                        first.get("0_b").clipped().norm()))
                .isCloseTo(1e-3, within(1e-6));
    }

    @Test
    void aFrozenLayerHasNoGradientAndStaysWhereItIs() {
        MultiLayerNetwork network =
                network(InputType.feedForward(3), builder(), new FrozenLayer(dense(4)), dense(4), output(1));

        Probe probe = probe(network, Nd4j.rand(ROWS, 3), Nd4j.rand(ROWS, 1));

        LayerFacts facts = probe.history().architecture().layer("0");
        assertThat(facts.frozen()).isTrue();
        assertThat(facts.learns()).isFalse();
        assertThat(facts.kind()).isEqualTo("DenseLayer");
        ParameterFlow flow = probe.history().last().parameters().get("0_W");
        assertThat(flow.gradient()).isEqualTo(Statistics.NONE);
        assertThat(flow.displacement()).isZero();
        assertThat(probe.history().last().parameters().get("1_W").displacement())
                .isPositive();
    }

    @Test
    void embeddings() {
        MultiLayerNetwork network = new MultiLayerNetwork(builder()
                .list()
                .layer(new EmbeddingLayer.Builder().nIn(10).nOut(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        INDArray indices = Nd4j.createFromArray(new float[][] {{0}, {1}, {2}, {9}});

        Probe probe = probe(network, indices, Nd4j.rand(4, 1));

        // The rows of the vocabulary that the batch does not use have no gradient.
        assertThat(probe.history().first().parameters().get("0_W").gradient().zeroShare())
                .isCloseTo(0.6, within(1e-9));
        assertThat(probe.history().architecture().layer("0").fanIn()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "HALF"})
    void otherDataTypes(DataType type) {
        MultiLayerNetwork network = network(InputType.feedForward(3), builder().dataType(type), dense(4), output(1));
        if (type == DataType.DOUBLE) {
            network.getParam("1_W").muli(1e-60); // below float32
        }

        Probe probe = probe(
                network, Nd4j.rand(ROWS, 3).castTo(type), Nd4j.rand(ROWS, 1).castTo(type));

        assertThat(probe.history().architecture().dataType()).isEqualTo(type);
        assertThat(probe.history().first().parameters().get("0_W").gradient().maxAbs())
                .isPositive();
    }

    @Test
    void graphsWithSkipsAndSeveralInputsAndOutputs() {
        ComputationGraph graph = new ComputationGraph(builder()
                .l2(0.1)
                .graphBuilder()
                .addInputs("left", "right")
                .setInputTypes(InputType.feedForward(3), InputType.feedForward(2))
                .addLayer("a", dense(4), "left")
                .addLayer("b", dense(4), "right")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
                .addVertex("both", new MergeVertex(), "sum", "a")
                .addLayer("one", output(1), "both")
                .addLayer("two", output(2), "sum")
                .setOutputs("one", "two")
                .build());
        graph.init();
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {Nd4j.rand(ROWS, 3), Nd4j.rand(ROWS, 2)},
                new INDArray[] {Nd4j.rand(ROWS, 1), Nd4j.rand(ROWS, 2)});

        Probe probe = FlowProbe.of(graph).on(data).batch(4).steps(3).run();

        Architecture architecture = probe.history().architecture();
        assertThat(architecture.inputs()).containsExactly("left", "right");
        assertThat(architecture.layer("both").inputs()).containsExactly("sum", "a");
        assertThat(architecture.layer("sum").kind()).isEqualTo("ElementWiseVertex");
        assertThat(architecture.outputs()).extracting(LayerFacts::name).containsExactlyInAnyOrder("one", "two");
        assertThat(architecture.layer("a").updating().l2()).isEqualTo(0.1);
        assertThat(probe.before().outputs()).hasSize(2);
        assertThat(probe.before().units().get("both").units()).isEqualTo(8);
        assertThat(probe.history().first().penalty()).isPositive();
        assertThat(Forecast.of(graph, data.getFeatures()).firstToLast()).isPositive();
    }

    @Test
    void poolingOverTime() {
        Probe probe = probe(
                network(
                        InputType.recurrent(3),
                        builder(),
                        new LSTM.Builder().nOut(4).build(),
                        new GlobalPoolingLayer.Builder().build(),
                        output(1)),
                Nd4j.rand(ROWS, 3, 6),
                Nd4j.rand(ROWS, 1));
        assertThat(probe.before().units().get("1").units()).isEqualTo(4);
    }

    @Test
    void aLossThatIsNotANumberEndsTheProbeAndIsSaid() {
        MultiLayerNetwork network = network(InputType.feedForward(3), builder(), dense(4), output(1));
        network.getParam("1_W").assign(Float.NaN);

        Probe probe = FlowProbe.of(network)
                .on(new DataSet(Nd4j.rand(ROWS, 3), Nd4j.rand(ROWS, 1)))
                .steps(3)
                .run();

        assertThat(probe.history().firstNonFinite()).hasValue(0);
        assertThat(probe.history().losses().steps()).isEqualTo(1);
        assertThat(probe.history().first().parameters().get("1_W").value().nonFiniteShare())
                .isEqualTo(1);
    }
}
