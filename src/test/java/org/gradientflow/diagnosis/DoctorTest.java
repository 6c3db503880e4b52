package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;

class DoctorTest {
    /** The twin of all the sick networks below. */
    @Test
    void aNetworkThatLearnsIsHealthy() {
        for (Activation activation : List.of(Activation.RELU, Activation.TANH)) {
            Diagnosis diagnosis = SmallClassifier.diagnose(
                    SmallClassifier.init(SmallClassifier.configuration(activation)), SmallClassifier.data());
            assertThat(diagnosis).as("%s", diagnosis).isInstanceOf(Diagnosis.Healthy.class);
            assertThat(diagnosis.findings()).noneMatch(f -> f.severity() == Severity.SEVERE);
        }
    }

    @ParameterizedTest(name = "{0} in layer {1}")
    @MethodSource("sick")
    void theCauseComesFirst(Cause cause, String layer, MultiLayerNetwork network, DataSet data) {
        Diagnosis diagnosis = SmallClassifier.diagnose(network, data);
        assertThat(diagnosis).as("%s", diagnosis).isInstanceOf(Diagnosis.Sick.class);
        assertThat(diagnosis.findings().get(0).cause()).as("%s", diagnosis).isEqualTo(cause);
        assertThat(diagnosis.findings().get(0).layer()).isEqualTo(layer);
    }

    static Stream<Arguments> sick() {
        DataSet clouds = SmallClassifier.data();
        WeightInitDistribution tiny = new WeightInitDistribution(new NormalDistribution(0, 1e-3));
        WeightInitDistribution same = new WeightInitDistribution(new ConstantDistribution(0));
        return Stream.of(
                arguments(
                        Cause.VANISHING,
                        "0",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> {
                            layer.setWeightInitFn(tiny);
                            layer.setIUpdater(new Sgd(0.1));
                        }),
                        clouds),
                arguments(Cause.EXPLODING, "1", SmallClassifier.withScaledWeights(Activation.RELU, 1e3, 1), clouds),
                arguments(
                        Cause.RATE_TOO_HIGH,
                        "all",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(20))),
                        clouds),
                arguments(
                        Cause.RATE_TOO_LOW,
                        "all",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(1e-6))),
                        clouds),
                arguments(
                        Cause.RATE_TOO_LOW,
                        "all",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(1e-8))),
                        clouds),
                arguments(
                        Cause.DEAD_RELU,
                        "0",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setBiasInit(-50)),
                        clouds),
                arguments(
                        Cause.SYMMETRY,
                        "0",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setWeightInitFn(same)),
                        clouds),
                arguments(Cause.SATURATION, "0", SmallClassifier.withScaledWeights(Activation.TANH, 1e4, 0, 1), clouds),
                arguments(Cause.NON_FINITE_PARAMETERS, "1", withNaNIn("1_W"), clouds),
                arguments(Cause.NON_FINITE_PARAMETERS, "0", withNaNIn("0_b"), clouds),
                arguments(Cause.NON_FINITE_DATA, "all", SmallClassifier.healthy(), with(clouds, Float.NaN)),
                arguments(
                        Cause.NON_FINITE_DATA, "all", SmallClassifier.healthy(), with(clouds, Float.NEGATIVE_INFINITY)),
                arguments(
                        Cause.UNSCALED_INPUT,
                        "all",
                        SmallClassifier.healthy(),
                        new DataSet(clouds.getFeatures().mul(1e5), clouds.getLabels())),
                arguments(Cause.NO_SIGNAL_LABELS, "all", SmallClassifier.healthy(), noise(clouds)),
                arguments(
                        Cause.OUTPUT_ACTIVATION,
                        "2",
                        SmallClassifier.withOutput(output -> output.setActivationFn(new ActivationIdentity())),
                        clouds),
                arguments(
                        Cause.WRONG_LOSS,
                        "2",
                        SmallClassifier.withOutput(output -> {
                            output.setActivationFn(new ActivationTanH());
                            output.setLossFn(new LossHinge());
                        }),
                        clouds),
                arguments(
                        Cause.UNUSED_OUTPUTS,
                        "2",
                        SmallClassifier.withOutput(output -> {
                            output.setActivationFn(new ActivationIdentity());
                            output.setLossFn(new ReconstructionLoss(LossScope.FIRST_ELEMENT));
                        }),
                        clouds),
                arguments(
                        Cause.OVER_CLIPPED,
                        "all",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> {
                            layer.setIUpdater(new Sgd(0.1));
                            SmallClassifier.clip(layer);
                        }),
                        clouds),
                arguments(
                        Cause.OVER_REGULARISED,
                        "all",
                        SmallClassifier.withEachLayer(
                                Activation.RELU, layer -> layer.setRegularization(List.of(new L2Regularization(50)))),
                        clouds),
                arguments(
                        Cause.FROZEN,
                        "all",
                        SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0))),
                        clouds));
    }

    private static DataSet with(DataSet data, float value) {
        INDArray features = data.getFeatures().dup();
        features.putScalar(7, 2, value);
        return new DataSet(features, data.getLabels());
    }

    private static DataSet noise(DataSet data) {
        INDArray shuffled = data.getLabels().dup();
        Random random = new Random(11);
        for (int row = 0; row < SmallClassifier.ROWS; row++) {
            shuffled.getRow(row).assign(0);
            shuffled.putScalar(row, random.nextInt(3), 1);
        }
        return new DataSet(data.getFeatures(), shuffled);
    }

    @Test
    void unitsThatDieByTooLargeStepsAreTheSymptom() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(200)));
        Diagnosis diagnosis = SmallClassifier.diagnose(network, SmallClassifier.data());
        assertThat(diagnosis.findings()).extracting(Finding::cause).startsWith(Cause.RATE_TOO_HIGH);
        assertThat(diagnosis.findings().stream().skip(1)).allMatch(finding -> finding.severity() != Severity.SEVERE);
    }

    /** A frozen layer that others make up for is no reason to call a network sick. */
    @Test
    void aFrozenLayerThatIsNotInTheWayIsANote() {
        MultiLayerConfiguration configuration = SmallClassifier.configuration(Activation.RELU);
        NeuralNetConfiguration first = configuration.getConf(0);
        first.setLayer(new FrozenLayer(first.getLayer()));
        Diagnosis diagnosis = SmallClassifier.diagnose(SmallClassifier.init(configuration), SmallClassifier.data());
        assertThat(diagnosis).as("%s", diagnosis).isInstanceOf(Diagnosis.Healthy.class);
    }

    @Test
    void theNetworkAndTheCallersRandomGeneratorStayAsTheyAre() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        network.setListeners(new ScoreIterationListener(1_000));
        network.fit(SmallClassifier.data());
        INDArray parameters = network.params().dup();
        INDArray state = network.getUpdater().getStateViewArray().dup();
        Nd4j.getRandom().setSeed(8);
        double expected = Nd4j.rand(1, 1).getDouble(0);

        Nd4j.getRandom().setSeed(8);
        SmallClassifier.diagnose(network, SmallClassifier.data());

        assertThat(Nd4j.rand(1, 1).getDouble(0)).isEqualTo(expected);
        assertThat(network.params()).isEqualTo(parameters);
        assertThat(network.getUpdater().getStateViewArray()).isEqualTo(state);
        assertThat(network.getListeners()).hasSize(1);
        assertThat(network.getIterationCount()).isEqualTo(1);
    }

    @Test
    void tooFewRowsAreNoReasonToFail() {
        DataSet two = (DataSet) SmallClassifier.data().getRange(0, 2);
        assertThat(SmallClassifier.diagnose(SmallClassifier.healthy(), two).verdict())
                .isIn("healthy", "inconclusive");
    }

    @Test
    void whatIsMissingIsSaidAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Doctor.of(SmallClassifier.healthy()).diagnose())
                .withMessageContaining("on(data)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Doctor.of(SmallClassifier.healthy()).steps(0))
                .withMessageContaining("steps");
        assertThatIllegalArgumentException().isThrownBy(() -> Doctor.of(null)).withMessageContaining("null");
    }

    private static MultiLayerNetwork withNaNIn(String key) {
        MultiLayerNetwork network = SmallClassifier.healthy();
        network.getParam(key).putScalar(0, Float.NaN);
        return network;
    }
}
