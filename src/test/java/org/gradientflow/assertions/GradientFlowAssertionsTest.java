package org.gradientflow.assertions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.gradientflow.assertions.GradientFlowAssertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.FlowRecorder;
import org.gradientflow.observation.History;
import org.gradientflow.training.Signal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Every assertion on a training that is as expected, and its twin on one that is not, with what that says. */
class GradientFlowAssertionsTest {
    /** One input and a bias above 0: no unit can be off for all of [-1, 1). */
    private static final Experiment GOOD = Cases.AUTOENCODER.withHidden(16);

    private static final Experiment BROKEN = Cases.THREE_LAYER;

    private static History good;
    private static History broken;

    private static DataSet inputs() {
        float[] values = new float[256];
        Signal.uniform(1, 0).next(values);
        INDArray x = Nd4j.createFromArray(values).reshape(values.length, 1);
        return new DataSet(x, x.dup());
    }

    private static History trained(Experiment experiment, int steps) {
        return FlowProbe.of(Networks.create(experiment))
                .on(inputs())
                .batch(32)
                .steps(steps)
                .run()
                .history();
    }

    @BeforeAll
    static void train() {
        good = trained(GOOD, 200);
        broken = trained(BROKEN, 200);
    }

    private static void assertFails(Consumer<HistoryAssert> assertion, History history, String... parts) {
        assertThatThrownBy(() -> assertion.accept(assertThat(history)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Expected:", "Found:", "Evidence:", "Most likely cause:")
                .hasMessageContainingAll(parts);
    }

    @Test
    void aGoodTrainingPassesAll() {
        assertThat(good)
                .parameter("0_W")
                .moves()
                .parameter("0_W")
                .hasGradientNoSmallerThan(7e-5)
                .doesNotVanish()
                .hasNoDeadUnits()
                .isFinite()
                .dependsOnInput()
                .learns()
                .isHealthy();
    }

    @Test
    void aParameterThatStandsStill() {
        assertFails(
                history -> history.parameter("0_W").moves(),
                broken,
                "0_W moves: its distance from the start is at least 0.010 of the start's norm",
                "after 200 steps",
                "vanishing: the initial weights 0_W are 610 times smaller than with Xavier initialisation");
    }

    @Test
    void aGradientThatIsTooSmall() {
        assertFails(
                history -> history.parameter("0_W").hasGradientNoSmallerThan(0.5),
                broken,
                "0_W has a gradient no smaller than 0.5 (raw",
                "by layer: 0 ",
                "vanishing");
    }

    @Test
    void aGradientThatVanishes() {
        assertFails(
                AbstractFlowAssert::doesNotVanish,
                broken,
                "the gradient of layer 0 is at least 1.0e-3 of the largest layer's",
                "it is ");
    }

    @Test
    void anOutputThatIsAConstant() {
        assertFails(AbstractFlowAssert::dependsOnInput, broken, "layer 1", "nearly the same for every input");
    }

    @Test
    void aLossThatStays() {
        assertFails(
                AbstractFlowAssert::learns,
                broken,
                "the network learns",
                "the mean loss changed from",
                "standard error");
    }

    @Test
    void aHistoryThatIsNotHealthy() {
        assertFails(AbstractFlowAssert::isHealthy, broken, "the gradient does not vanish");
    }

    @Test
    void unitsThatAreDead() {
        History dead = trained(GOOD.withBias(new Bias.Constant(-5)), 20);

        assertFails(
                AbstractFlowAssert::hasNoDeadUnits,
                dead,
                "every unit is on for some input",
                "16 of 16",
                "last 8 snapshots (256 rows)");
    }

    /** Steps 0 to 4 and 10 are recorded by default: one row each, all above 0, where half of the units are off. */
    @Test
    void unitsThatTheFewRowsRecordedDidNotWake() {
        MultiLayerNetwork network = Networks.create(GOOD);
        FlowRecorder recorder = new FlowRecorder(network);
        network.setListeners(recorder);
        for (int step = 0; step < 20; step++) {
            float value = step < FlowRecorder.FIRST_STEPS || step == FlowRecorder.SPACING ? 0.9f : -0.9f;
            INDArray x = Nd4j.createFromArray(new float[][] {{value}});
            network.fit(x, x);
        }

        assertThatThrownBy(() -> assertThat(recorder.history()).hasNoDeadUnits())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "too few rows were recorded", "all of the 6 rows", "of 16", "256 rows are needed");
        Assertions.assertThat(UnitExpectations.hasNoUnitsSeenDead().examine(recorder.history()))
                .isEmpty();
    }

    @Test
    void aLossThatIsNotFinite() {
        History exploded = trained(GOOD.withClip(Double.POSITIVE_INFINITY).withLearningRate(1e6), 50);

        assertFails(
                AbstractFlowAssert::isFinite,
                exploded,
                "every loss is a finite number",
                "the loss of step",
                "last losses: ");
    }

    @Test
    void aTrainingThatIsNotFiniteNamesLayerAndRow() {
        TrainingAssert trained = assertThat(
                        Networks.create(GOOD.withClip(Double.POSITIVE_INFINITY).withLearningRate(1e6)))
                .whenTrainedOn(inputs())
                .inBatchesOf(8)
                .forSteps(50);

        assertThatThrownBy(trained::isFinite)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "every loss is a finite number",
                        "The first number that is not finite is in step",
                        " of layer ");
    }

    @Test
    void anUnknownParameter() {
        assertThatThrownBy(() -> assertThat(good).parameter("9_W").moves())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no parameter '9_W'; there are 0_W");
    }

    @Test
    void aNetworkIsTrainedAsAsked() {
        assertThat(Networks.create(GOOD))
                .whenTrainedOn(inputs())
                .inBatchesOf(32)
                .forSteps(100)
                .forSeeds(2)
                .parameter("0_W")
                .moves()
                .isFinite()
                .isHealthy();
    }

    @Test
    void aNetworkThatFailsIsExaminedForItsCause() {
        TrainingAssert trained = assertThat(Networks.create(BROKEN))
                .whenTrainedOn(inputs())
                .inBatchesOf(1)
                .forSteps(100);

        assertThatThrownBy(() -> trained.parameter("0_W").moves())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "Expected:",
                        "0_W moves",
                        "Found (seed 1 of 1):",
                        "Evidence:",
                        "Most likely cause:",
                        "vanishing in layer ");
        assertThatThrownBy(trained::isHealthy)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("a healthy network", "sick: ", "vanishing in layer ")
                .hasMessageContaining("smallest weights against usual 7.1e-4") // the evidence, rounded
                .extracting(Throwable::getMessage, STRING)
                .doesNotContainPattern("\\d\\.\\d{4}");
        assertThatThrownBy(() -> trained.forSteps(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before the first assertion");
    }

    /** From nothing, anything is infinitely far. */
    @Test
    void aBiasThatStartsAtZeroHasNoShareOfItsStartToGo() {
        assertThatThrownBy(() -> assertThat(tanh(0.5)).parameter("0_b").moves())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("0_b starts at 0");
    }

    @Test
    void whatWasNotRecordedIsNotAsExpected() {
        History nothing = new FlowRecorder(Networks.create(GOOD)).history();
        for (Consumer<HistoryAssert> assertion : List.<Consumer<HistoryAssert>>of(
                AbstractFlowAssert::isFinite,
                AbstractFlowAssert::learns,
                AbstractFlowAssert::hasNoDeadUnits,
                AbstractFlowAssert::isHealthy)) {
            assertThatThrownBy(() -> assertion.accept(assertThat(nothing)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("nothing was recorded");
        }
    }

    @Test
    void aNetworkOfWhichNoLayerLearns() {
        History still = trained(new NeuralNetConfiguration.Builder().updater(new Sgd(0)), line(), 10);

        assertFails(AbstractFlowAssert::doesNotVanish, still, "no layer learns", "frozen: layer 0");
    }

    /** Nothing to learn: every label is what is said already. */
    @Test
    void aLossThatIsZeroFromTheStartDoesNotFall() {
        History zero = trained(
                new NeuralNetConfiguration.Builder().updater(new Sgd(0.1)).weightInit(WeightInit.ZERO),
                new DataSet(line().getFeatures(), line().getLabels().mul(0)),
                20);

        Assertions.assertThat(zero.first().loss()).isZero();
        assertFails(AbstractFlowAssert::learns, zero, "the network learns");
    }

    /** One loss after another that is lower: so it is half of the time by chance. */
    @Test
    void aFallInFewStepsIsNoLearningYet() {
        NeuralNetConfiguration.Builder builder =
                new NeuralNetConfiguration.Builder().updater(new Sgd(0.02)).weightInit(WeightInit.XAVIER);

        assertThatThrownBy(() -> assertThat(trained(builder, line(), 7)).learns())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("too few steps", "7 times", "8 are needed");
        assertThat(trained(builder, line(), 80)).learns();
    }

    /** One input and many units: He's weights are seven times Xavier's. */
    @Test
    void usualWeightsAreNoCause() {
        History he = trained(
                new NeuralNetConfiguration.Builder().updater(new Sgd(1e-3)).weightInit(WeightInit.RELU), line(), 10);

        assertThatThrownBy(() -> assertThat(he).parameter("0_W").hasGradientNoSmallerThan(1e9))
                .hasMessageContaining("the history does not show one");
    }

    private static DataSet line() {
        return new DataSet(
                Nd4j.linspace(-1, 1, 64).reshape(64, 1), Nd4j.linspace(0, 1, 64).reshape(64, 1));
    }

    /** Labels without a signal, and an l2 penalty that is most of the loss and falls. */
    @Test
    void aPenaltyThatFallsIsNotLearning() {
        Nd4j.getRandom().setSeed(1);
        DataSet noise = new DataSet(Nd4j.rand(64, 1), Nd4j.randn(64, 1));
        History history = trained(
                new NeuralNetConfiguration.Builder()
                        .updater(new Sgd(1e-3))
                        .l2(100)
                        .weightInit(new NormalDistribution(0, 0.05)),
                noise,
                100);

        Assertions.assertThat(history.last().loss()).isLessThan(history.first().loss() / 2);
        assertFails(AbstractFlowAssert::learns, history, "the network learns", "the mean loss changed from");
    }

    /** A tiny tanh layer varies from input to input as much as a usual one, relative to its size; only the bias is learned. */
    @Test
    void anOutputThatIsItsBiasDoesNotDependOnTheInput() {
        assertFails(
                AbstractFlowAssert::dependsOnInput,
                tanh(1e-3),
                "the output depends on the input",
                "of its bias",
                "nearly the same for every input");
        assertThat(tanh(0.5)).dependsOnInput();
    }

    private static History tanh(double deviation) {
        return trained(
                new NeuralNetConfiguration.Builder()
                        .updater(new Sgd(0.05))
                        .weightInit(new NormalDistribution(0, deviation)),
                line(),
                20);
    }

    /** One hidden layer of tanh units. */
    private static History trained(NeuralNetConfiguration.Builder builder, DataSet data, int steps) {
        MultiLayerNetwork network = new MultiLayerNetwork(builder.seed(1)
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().nIn(1).nOut(16).build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nIn(16)
                        .nOut(1)
                        .build())
                .build());
        network.init();
        FlowRecorder recorder = new FlowRecorder(network);
        network.setListeners(recorder);
        for (int step = 0; step < steps; step++) {
            network.fit(data);
        }
        return recorder.history();
    }
}
