package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Prescription;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;

class PrescriberTest {
    private static final int STEPS = 50;

    @Test
    void findsByItselfThatTheOriginalsThreeLayerNetNeedsOtherInitialWeights() {
        List<Prescription> cures = Prescriber.of(Networks.create(Cases.THREE_LAYER))
                .on(signal())
                .batch(1)
                .steps(300)
                .seeds(3)
                .budget(10)
                .prescribe(SmallRegression.sick(Cause.VANISHING));
        assertThat(cures).isNotEmpty().allMatch(Prescription::verified);
        Prescription first = cures.get(0);
        assertThat(first.code()).containsPattern("\\.weightInit\\(WeightInit\\.(RELU|XAVIER)(_UNIFORM)?\\)");
        assertThat(first.lossAfter()).isLessThan(first.lossBefore() / 10);
        assertThat(first.helped()).isEqualTo(first.seeds()).isEqualTo(3);
    }

    private static DataSet signal() {
        Random random = new Random(7);
        float[][] rows = new float[128][1];
        for (float[] row : rows) {
            row[0] = (float) (2 * random.nextDouble() - 1);
        }
        INDArray values = Nd4j.createFromArray(rows);
        return new DataSet(values, values.dup());
    }

    static Stream<Arguments> diseases() {
        return Stream.of(
                sick(Cause.VANISHING, layer -> layer.setWeightInitFn(SmallRegression.normal(1e-12)), ".weightInit("),
                sick(Cause.SYMMETRY, layer -> layer.setWeightInitFn(SmallRegression.normal(1e-30)), ".weightInit("),
                sick(Cause.RATE_TOO_LOW, layer -> layer.setIUpdater(new Nesterovs(1e-5, 0.9)), ".updater("),
                sick(Cause.RATE_TOO_HIGH, layer -> layer.setIUpdater(new Nesterovs(50, 0.9)), ".updater("),
                sick(Cause.FROZEN, layer -> layer.setIUpdater(new NoOp()), ".updater(new Adam("),
                sick(Cause.OVER_CLIPPED, SmallClassifier::clip, "GradientNormalization.None"),
                sick(
                        Cause.OVER_REGULARISED,
                        layer -> layer.setRegularization(List.of(new L2Regularization(5))),
                        ".l2(0)"),
                sick(
                        Cause.OUTPUT_ACTIVATION,
                        output(layer -> layer.setActivationFn(Activation.SIGMOID.getActivationFunction())),
                        ".activation(Activation.IDENTITY)"),
                sick(
                        Cause.WRONG_LOSS,
                        output(layer -> layer.setLossFn(new LossPoisson())),
                        ".lossFunction(LossFunctions.LossFunction.MSE)"));
    }

    private static Consumer<BaseLayer> output(Consumer<BaseOutputLayer> change) {
        return layer -> {
            if (layer instanceof BaseOutputLayer output) {
                change.accept(output);
            }
        };
    }

    private static Arguments sick(Cause cause, Consumer<BaseLayer> change, String code) {
        return arguments(cause, SmallRegression.network(Activation.TANH, change), code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("diseases")
    void curesWhatTheDoctorFound(Cause cause, Model network, String code) {
        assertThat(prescribe(network, SmallRegression.data(), cause, 24))
                .isNotEmpty()
                .first()
                .satisfies(cure -> {
                    assertThat(cure.code()).contains(code);
                    assertThat(cure.helped()).isEqualTo(cure.seeds());
                    assertThat(cure.lossAfter()).isLessThan(0.5);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"VANISHING", "RATE_TOO_LOW", "WRONG_LOSS"})
    void aCureThatDoesNotHelpIsNotPrescribed(Cause wrong) {
        assertThat(prescribe(SmallRegression.network(Activation.TANH, layer -> {}), SmallRegression.data(), wrong, 9))
                .isEmpty();
    }

    @Test
    void aWrongDiagnosisDoesNotKeepItFromTheCure() {
        Model slow = SmallRegression.network(Activation.TANH, layer -> layer.setIUpdater(new Nesterovs(1e-5, 0.9)));
        assertThat(prescribe(slow, SmallRegression.data(), Cause.OVER_CLIPPED, 24))
                .isNotEmpty()
                .allMatch(cure -> cure.code().contains(".updater("));
    }

    @Test
    void unitsThatAreDeadAtTheStartNeedAnotherBias() {
        Model dead = SmallRegression.network(
                Activation.RELU, layer -> layer.setBiasInit(layer instanceof BaseOutputLayer ? 0 : -30));
        assertThat(prescribe(dead, SmallRegression.data(), Cause.DEAD_RELU, 24))
                .first()
                .extracting(Prescription::code)
                .asString()
                .contains(".biasInit(0");
    }

    @Test
    void dataIsChangedToo() {
        Model network = SmallRegression.network(Activation.TANH, layer -> {});
        DataSet far = SmallRegression.data();
        far.getFeatures().addi(1e3);
        assertThat(prescribe(network, far, Cause.UNSCALED_INPUT, 12))
                .first()
                .extracting(Prescription::code)
                .asString()
                .contains("NormalizerStandardize");
        DataSet labels = SmallRegression.data();
        labels.getLabels().muli(1e4);
        Model careful = SmallRegression.network(Activation.TANH, layer -> layer.setIUpdater(new Adam(0.02)));
        assertThat(prescribe(careful, labels, Cause.UNSCALED_LABELS, 12))
                .first()
                .extracting(Prescription::code)
                .asString()
                .contains("fitLabel(true)");
        DataSet broken = SmallRegression.data();
        broken.getFeatures().putScalar(5, 1, Float.NaN);
        assertThat(prescribe(network, broken, Cause.NON_FINITE_DATA, 12))
                .first()
                .satisfies(cure -> {
                    assertThat(cure.change()).contains("1 of 128 rows");
                    assertThat(cure.lossBefore()).isNaN();
                    assertThat(cure.lossAfter()).isLessThan(0.5);
                });
    }

    @Test
    void labelsWithoutSignalHaveNoCure() {
        List<Integer> told = new ArrayList<>();
        assertThat(Prescriber.of(SmallRegression.network(Activation.TANH, layer -> {}))
                        .on(SmallRegression.data())
                        .progress((done, of) -> told.add(done))
                        .prescribe(SmallRegression.sick(Cause.NO_SIGNAL_LABELS)))
                .isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void theSameAgainAndTheNetworkAndTheCallersGeneratorAreUntouched() {
        var network = SmallRegression.network(Activation.TANH, SmallClassifier::clip);
        INDArray before = network.params().dup();
        Nd4j.getRandom().setSeed(3);
        double expected = Nd4j.rand(1).getDouble(0);
        Nd4j.getRandom().setSeed(3);
        List<Prescription> once = prescribe(network, SmallRegression.data(), Cause.OVER_CLIPPED, 8);
        assertThat(Nd4j.rand(1).getDouble(0)).isEqualTo(expected);
        assertThat(network.params()).isEqualTo(before);
        assertThat(network.getIterationCount()).isZero();
        assertThat(prescribe(network, SmallRegression.data(), Cause.OVER_CLIPPED, 8))
                .isNotEmpty()
                .isEqualTo(once);
    }

    @Test
    void keepsToItsBudgetAndSaysHowFarItIs() {
        List<Integer> told = new ArrayList<>();
        assertThat(Prescriber.of(SmallRegression.network(Activation.TANH, SmallClassifier::clip))
                        .on(SmallRegression.data())
                        .steps(STEPS)
                        .seeds(3)
                        .budget(5)
                        .progress((done, of) -> {
                            assertThat(of).isEqualTo(5);
                            told.add(done);
                        })
                        .prescribe(SmallRegression.sick(Cause.OVER_CLIPPED)))
                .as("too few for three pairs")
                .isEmpty();
        assertThat(told).startsWith(0, 2).endsWith(5).isSorted();
        assertThat(Collections.max(told)).isEqualTo(5);
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        Prescriber prescriber = Prescriber.of(SmallRegression.network(Activation.TANH, layer -> {}));
        assertThatIllegalStateException()
                .isThrownBy(() -> prescriber.prescribe(SmallRegression.sick(Cause.FROZEN)))
                .withMessageContaining("on(data)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prescriber.seeds(0))
                .withMessage("seeds: expected 1 or more, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prescriber.budget(Duration.ZERO))
                .withMessageContaining("above 0");
    }

    private static List<Prescription> prescribe(Model network, DataSet data, Cause cause, int budget) {
        return Prescriber.of(network)
                .on(data)
                .steps(STEPS)
                .seeds(3)
                .budget(budget)
                .prescribe(SmallRegression.sick(cause));
    }
}
