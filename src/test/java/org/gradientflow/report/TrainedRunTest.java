package org.gradientflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.experiment.Cases;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;
import org.junit.jupiter.api.Test;

class TrainedRunTest {
    private static CaseData trained(int steps) {
        return RunData.train(Cases.THREE_LAYER_XAVIER.withSteps(steps)).get(0);
    }

    @Test
    void aRunTrainedWithoutFilesEqualsTheSavedRun() throws IOException {
        CaseData saved =
                RunData.read(SavedRun.folder()).find(Cases.THREE_LAYER_XAVIER).orElseThrow();

        assertThat(trained(SavedRun.STEPS))
                .usingRecursiveComparison()
                .ignoringFields("summary.stepsPerSecond")
                .isEqualTo(saved);
        // the failing twin: a comparison of nothing would find these equal too
        assertThat(trained(101))
                .usingRecursiveComparison()
                .ignoringFields("summary.stepsPerSecond")
                .isNotEqualTo(saved);
    }

    /** With one row per step, a bias's gradient is the error, and that of the first layer's weights is the error times x. */
    @Test
    void theErrorOfALayerIsTheErrorInItsGradient() {
        CaseData one = trained(101);

        assertThat(one.first().gradientSpread())
                .isPositive()
                .isLessThan(one.first().error());
        assertThat(one.layers()).allSatisfy(layer -> assertThat(layer.error()).isPositive());
    }
}
