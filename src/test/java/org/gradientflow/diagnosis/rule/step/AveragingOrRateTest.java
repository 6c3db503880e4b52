package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor tells the division by the rows of a batch, 32 here, from the learning rate. */
class AveragingOrRateTest {
    private static Diagnosis diagnose(boolean ownLoss, boolean divides, double rate) {
        return Doctor.of(SmallClassifier.withAveraging(ownLoss, divides, rate))
                .on(SmallClassifier.data())
                .batch(32)
                .steps(150)
                .diagnose();
    }

    @ParameterizedTest(name = "own loss {0}, divided {1}, rate {2}: {3}")
    @CsvSource({
        "false, false, 1, minibatch-averaging", // DL4J's loss, as a sum: 32 times the step that suits
        "false, true, 1, healthy",
        "true, true, 3e-4, minibatch-averaging", // a sum that is divided all the same
        "true, false, 3e-4, healthy",
        "true, true, 1e-6, rate-too-low" // 32 times as much would not do either
    })
    void theDivisionIsToldFromTheRate(boolean ownLoss, boolean divides, double rate, String expected) {
        Diagnosis diagnosis = diagnose(ownLoss, divides, rate);

        assertThat(diagnosis
                        .first()
                        .map(finding -> finding.cause().id())
                        .filter(cause -> diagnosis instanceof Diagnosis.Sick))
                .as("%s", diagnosis)
                .isEqualTo(Optional.of(expected).filter(cause -> !cause.equals("healthy")));
        if (expected.equals("minibatch-averaging")) {
            assertThat(diagnosis.findings().get(0).explanation())
                    .contains("miniBatch(%s)".formatted(!divides), "a skill of ");
            assertThat(diagnosis.findings().get(0).evidence()).containsEntry("rows of a batch", 32.0);
        }
        assertThat(diagnosis.verdict()).isEqualTo(expected.equals("healthy") ? "healthy" : "sick");
    }
}
