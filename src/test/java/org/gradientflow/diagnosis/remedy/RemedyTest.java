package org.gradientflow.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Subject;
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
    void itSetsAnUpdaterOrNot() {
        assertThat(Remedy.of("one", ".l2(0).updater(new Sgd(0.1))", UnaryOperator.identity())
                        .setsUpdater())
                .isTrue();
        assertThat(Remedy.of("one", ".l2(0)", UnaryOperator.identity()).setsUpdater())
                .isFalse();
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
