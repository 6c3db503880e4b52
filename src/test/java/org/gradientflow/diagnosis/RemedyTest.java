package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RemedyTest {
    @Test
    void theCodeOfTwoChangesIsOneChain() {
        assertThat(code(".l2(0)", ".updater(new Sgd(0.1))")).isEqualTo(".l2(0).updater(new Sgd(0.1))");
    }

    @Test
    void ofTwoUpdatersTheSecondIsTheOneThatIsUsed() {
        assertThat(code(".updater(new Sgd(0.1))", ".updater(new Adam(0.01))")).isEqualTo(".updater(new Adam(0.01))");
    }

    @Test
    void aStatementStandsOnALineOfItsOwn() {
        assertThat(code(".l2(0)", "network.init();")).isEqualTo(".l2(0)\nnetwork.init();");
    }

    @Test
    void noCodeHidesWhatFollowsIt() {
        List<Remedy> thawed = StepRemedies.thawed(Subject.of(Sketch.network()));

        assertThat(thawed).isNotEmpty().extracting(Remedy::code).noneMatch(code -> code.contains("//"));
    }

    private static String code(String first, String second) {
        Remedy one = Remedy.of("one", first, UnaryOperator.identity());
        return one.and(Remedy.of("two", second, UnaryOperator.identity())).code();
    }
}
