package org.gradientflow.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;

class RemedyTest {
    @Test
    void theCodeOfTwoChangesIsOneChain() {
        assertThat(code(".l2(0)", ".updater(new Sgd(0.1))")).isEqualTo(".l2(0).updater(new Sgd(0.1))");
    }

    @Test
    void aChainComesBeforeWhatIsDoneToTheNetwork() {
        assertThat(code(".biasInit(0)\nnetwork.init();\nLsuv.scale(network);", ".updater(new Sgd(0.1))"))
                .isEqualTo(".biasInit(0).updater(new Sgd(0.1))\nnetwork.init();\nLsuv.scale(network);");
    }

    @Test
    void itSetsAnUpdaterWhereAnyPartDoes() {
        Remedy rate = Remedy.of("one", "", UnaryOperator.identity()).settingUpdater();
        Remedy other = Remedy.of("two", "// in every .updater(...)", UnaryOperator.identity());

        assertThat(rate.setsUpdater()).isTrue();
        assertThat(other.setsUpdater()).as("whatever its text says").isFalse();
        assertThat(other.and(rate).setsUpdater()).isTrue();
        assertThat(rate.and(other).redrawing().withAnotherLoss().setsUpdater()).isTrue();
        assertThat(other.and(other).setsUpdater()).isFalse();
    }

    @Test
    void everyRemedyThatWritesAnUpdaterSaysSo() {
        Remedies remedies =
                new Remedies(Subject.of(SmallClassifier.healthy()), TrainingData.of(SmallClassifier.data()), List.of());

        assertThat(Stream.of(Cause.RATE_TOO_LOW, Cause.RATE_TOO_HIGH, Cause.FROZEN, Cause.VANISHING, Cause.OVER_CLIPPED)
                        .flatMap(cause -> remedies.of(cause).stream()))
                .hasSizeGreaterThan(10)
                .allSatisfy(remedy ->
                        assertThat(remedy.setsUpdater()).isEqualTo(remedy.code().contains(".updater(")));
    }

    @Test
    void aStatementStandsOnALineOfItsOwn() {
        assertThat(code(".l2(0)", "network.init();")).isEqualTo(".l2(0)\nnetwork.init();");
    }

    @Test
    void noCodeHidesWhatFollowsIt() {
        List<Remedy> thawed = StepRemedies.thawed(Subject.of(SmallClassifier.healthy()));

        assertThat(thawed).isNotEmpty().extracting(Remedy::code).noneMatch(code -> code.contains("//"));
    }

    private static String code(String first, String second) {
        Remedy one = Remedy.of("one", first, UnaryOperator.identity());
        return one.and(Remedy.of("two", second, UnaryOperator.identity())).code();
    }
}
