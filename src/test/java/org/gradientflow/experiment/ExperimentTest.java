package org.gradientflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
    private static void assertRefused(UnaryOperator<Experiment> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(Cases.TWO_LAYER))
                .withMessage(message);
    }

    @Test
    void refusesValuesOutOfRangeAndNamesThem() {
        assertRefused(e -> e.withSteps(0), "steps must be from 1 to 1,000,000,000, not 0");
        assertRefused(e -> e.withSteps(-5), "steps must be from 1 to 1,000,000,000, not -5");
        assertRefused(e -> e.withBatch(0), "batch must be from 1 to 100,000, not 0");
        assertRefused(e -> e.withBatch(100_001), "batch must be from 1 to 100,000, not 100,001");
        assertRefused(e -> e.withLearningRate(0), "learning rate must be a positive finite number, not 0.0");
        assertRefused(e -> e.withLearningRate(Double.NaN), "learning rate must be a positive finite number, not NaN");
        assertRefused(e -> e.withClip(-4.5), "clip must be a positive finite number, not -4.5");
        assertRefused(e -> e.withHidden(), "number of hidden layers must be from 1 to 1,000, not 0");
        assertRefused(e -> e.withHidden(16, 0), "width of a hidden layer must be from 1 to 10,000, not 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", ".hidden", "a b", "a/b", "<script>"})
    void refusesNamesThatAreNotFileNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cases.TWO_LAYER.named(name))
                .withMessageContaining("not '" + name + "'");
    }

    @Test
    void anInfiniteBoundNeverClips() {
        assertThat(Cases.TWO_LAYER.withClip(Double.POSITIVE_INFINITY).clip()).isInfinite();
    }

    @Test
    void isImmutableEvenIfItsListIsNot() {
        List<Integer> widths = new ArrayList<>(List.of(16));
        Experiment two = Cases.TWO_LAYER;
        Experiment experiment =
                new Experiment("x", widths, two.weights(), two.bias(), two.updater(), 1, two.lossScope(), 1, 1, 1, 1);
        widths.add(99);

        assertThat(experiment.hidden()).containsExactly(16);
    }

    @Test
    void theLossCountsOneRowOrAll() {
        assertThat(Cases.BATCH_FIRST_ELEMENT.countedRows()).isEqualTo(1);
        assertThat(Cases.AUTOENCODER.countedRows()).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({
        "normal:1e-3, normal:0.001",
        "XAVIER_UNIFORM, xavier-uniform",
        "relu, relu",
        "lecun-normal, lecun-normal"
    })
    void readsInitialisations(String text, String canonical) {
        Initialisation initialisation = Initialisation.parse(text);

        assertThat(initialisation.text()).isEqualTo(canonical);
        assertThat(Initialisation.parse(canonical)).isEqualTo(initialisation);
    }

    @Test
    void everyInitialisationThatIsOfferedCanBeRead() {
        assertThat(Initialisation.names()).hasSize(19).allSatisfy(Initialisation::parse);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xaver-uniform | unknown initialisation 'xaver-uniform': did you mean xavier-uniform?",
                "normal:-1     | standard deviation of the initialisation must be a positive finite number, not -1.0",
                "normal:x      | standard deviation of the initialisation must be a number, not 'x'",
                "normal        | initialisation normal needs its standard deviation, as in normal:1e-3",
                "identity      | initialisation identity needs square weights",
                "distribution  | initialisation distribution is not available; write a normal distribution as normal:1e-3",
            })
    void refusesOtherInitialisationsInOneLine(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Initialisation.parse(text))
                .withMessageStartingWith(message)
                .withMessageNotContaining("\n");
    }

    @Test
    void readsBiases() {
        assertThat(Bias.parse("same")).isEqualTo(Bias.SAME);
        assertThat(Bias.parse("0.1")).isEqualTo(new Bias.Constant(0.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bias.parse("sane"))
                .withMessage("bias, unless it is same, must be a number, not 'sane'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bias.parse("Infinity"))
                .withMessage("bias must be a finite number, not Infinity");
    }

    @Test
    void readsUpdatersAndLosses() {
        assertThat(Updater.parse("adam")).isEqualTo(Updater.ADAM);
        assertThat(LossScope.parse("first-element")).isEqualTo(LossScope.FIRST_ELEMENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Updater.parse("adm"))
                .withMessage("unknown updater 'adm': did you mean adam? (one of sgd, adam)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LossScope.parse("al"))
                .withMessage("unknown loss 'al': did you mean all? (one of first-element, all)");
    }
}
