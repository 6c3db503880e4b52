package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.remedy.StepRemedies;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Copies of a network that was trained, and the network itself beside them. */
class SubjectTest {
    private static final TrainingData ROWS = TrainingData.of(SmallClassifier.data());

    private static MultiLayerNetwork trained(MultiLayerNetwork network) {
        for (int step = 0; step < 5; step++) {
            network.fit(SmallClassifier.data());
        }
        return network;
    }

    /** Each layer another rate: two runs of state, first moments and second ones each. */
    private static MultiLayerNetwork twoRates() {
        return trained(SmallClassifier.withOutput(output -> output.setIUpdater(new Adam(0.01))));
    }

    private static INDArray state(Subject subject) {
        return ((MultiLayerNetwork) subject.model()).getUpdater().getStateViewArray();
    }

    private static int iteration(Subject subject) {
        return ((MultiLayerNetwork) subject.model()).getIterationCount();
    }

    @Test
    void aCopyGoesOnWhereTheNetworkIs() {
        MultiLayerNetwork network = twoRates();

        Subject copy = Subject.of(network).copy();

        assertThat(state(copy)).isEqualTo(network.getUpdater().getStateViewArray());
        assertThat(iteration(copy)).isEqualTo(5);
        Subject slower = Subject.of(network).variant(Changes.rate(0.1));
        assertThat(state(slower)).isEqualTo(state(copy));
        assertThat(iteration(slower)).isEqualTo(5);
    }

    /** As many numbers, in another order: a first moment would stand for a second one, and its root is no number. */
    @Test
    void anotherUpdaterBegins() {
        Subject one =
                Subject.of(twoRates()).variant(StepRemedies.updaters().get(0).layers());

        assertThat(state(one).length()).isEqualTo(state(Subject.of(twoRates())).length());
        assertThat(state(one).amaxNumber().doubleValue()).isZero();
        assertThat(iteration(one)).isZero();
        one.fit(ROWS);
        one.fit(ROWS);
        assertThat(one.model().params().sumNumber().doubleValue()).isFinite();
        Subject momentum = Subject.of(trained(SmallClassifier.withEachLayer(
                        Activation.RELU, layer -> layer.setIUpdater(new Nesterovs(0.01, 0.9)))))
                .variant(Changes.inside(layer -> layer.setIUpdater(new RmsProp(0.01))));
        assertThat(state(momentum).amaxNumber().doubleValue())
                .as("a velocity is no mean square")
                .isLessThan(1e-7);
    }

    /** Else Adam would take its steps for well-tried ones, and a schedule would be at its end. */
    @Test
    void newWeightsBegin() {
        Subject drawn = Subject.of(twoRates()).redrawn(layer -> layer, 3);

        assertThat(iteration(drawn)).isZero();
        assertThat(state(drawn).amaxNumber().doubleValue()).isZero();
        ComputationGraph graph = SmallClassifier.healthy().toComputationGraph();
        graph.fit(SmallClassifier.data());
        assertThat(((ComputationGraph) Subject.of(graph).copy().model()).getIterationCount())
                .isOne();
        assertThat(((ComputationGraph) Subject.of(graph).redrawn(layer -> layer).model()).getIterationCount())
                .isZero();
    }

    @Test
    void theNetworkIsGivenNoUpdater() {
        MultiLayerNetwork network = SmallClassifier.healthy();

        Subject.of(network).copy();

        assertThat(network.getUpdater(false)).isNull();
    }

    /** DL4J applies it in place. */
    @Test
    void featuresStayWhereTheFirstLayerIsAnActivation() {
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ActivationLayer(Activation.TANH))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        for (Subject subject : new Subject[] {Subject.of(network), Subject.of(network.toComputationGraph())}) {
            MultiDataSet rows = TrainingData.of(SmallClassifier.data()).toMultiDataSet();
            INDArray features = rows.getFeatures(0).dup();

            subject.loss(rows);
            subject.output(rows);
            subject.activations(rows);

            assertThat(rows.getFeatures(0)).isEqualTo(features);
        }
    }

    /** DL4J's own copy of a wrapper shares the layer inside: a change would be one of the network too. */
    @Test
    void layersInsideWrappersAreTheCopysOwn() {
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Nesterovs(0.01, 0.9))
                .activation(Activation.SIGMOID)
                .list()
                .layer(new Bidirectional(new SimpleRnn.Builder().nOut(3).build()))
                .layer(new FrozenLayer(
                        new LastTimeStep(new SimpleRnn.Builder().nOut(3).build())))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2))
                .build());
        network.fit(Nd4j.ones(4, 2, 5), Nd4j.ones(4, 1));
        String before = network.getLayerWiseConfigurations().toJson();
        Subject subject = Subject.of(network);

        Subject faster = subject.variant(Changes.rate(10));
        subject.variant(Changes.centred());
        Subject other = subject.variant(Changes.inside(layer -> layer.setIUpdater(new RmsProp(0.01))));

        assertThat(network.getLayerWiseConfigurations().toJson()).isEqualTo(before);
        assertThat(Changes.inner(faster.layers().get(0).conf().getLayer())
                        .getIUpdater()
                        .getLearningRate(0, 0))
                .isCloseTo(0.1, within(1e-12));
        assertThat(state(other).amaxNumber().doubleValue())
                .as("a velocity is no mean square")
                .isLessThan(1e-7);
    }

    /** As a model is that was saved without an updater, or by SGD, which has no state. */
    @Test
    void aNetworkWithoutAnUpdaterYetKeepsItsCountButForANewKind() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        network.getLayerWiseConfigurations().setIterationCount(1000);
        assertThat(network.getUpdater(false)).isNull();

        assertThat(iteration(Subject.of(network).copy())).isEqualTo(1000);
        assertThat(iteration(Subject.of(network).variant(Changes.rate(0.1)))).isEqualTo(1000);
        assertThat(iteration(Subject.of(network)
                        .variant(StepRemedies.updaters().get(2).layers())))
                .isZero();
    }
}
