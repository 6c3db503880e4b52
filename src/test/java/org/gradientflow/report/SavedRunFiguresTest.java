package org.gradientflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.Layer;
import org.gradientflow.report.data.RunData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures of a saved run lie within TensorFlow's range over 20 seeds of the original graphs. */
class SavedRunFiguresTest {
    private static RunData run;

    @BeforeAll
    static void read() throws IOException {
        run = RunData.read(SavedRun.folder());
    }

    private static CaseData of(Experiment experiment) {
        return run.find(experiment).orElseThrow();
    }

    private static void assertFirstLayer(
            CaseData one, double leastStd, double mostStd, double leastMoved, double mostMoved) {
        assertThat(one.summary().firstLayer().gradientStd()).as(one.name()).isBetween(leastStd, mostStd);
        // From every tenth step only, so a little beside it.
        assertThat(one.first().gradientSpread()).as(one.name()).isBetween(leastStd / 2, mostStd * 2);
        assertThat(one.moved().at(1_000)).as(one.name()).isBetween(leastMoved, mostMoved);
    }

    @Test
    void gradientAndMovementAreThoseOfTensorFlow() {
        assertFirstLayer(of(Cases.TWO_LAYER), .9e-3, 2.0e-3, 2.1e-3, 5.3e-3);
        assertFirstLayer(of(Cases.THREE_LAYER), 1.3e-6, 5.6e-6, 3.3e-6, 15e-6);
        assertFirstLayer(of(Cases.THREE_LAYER_XAVIER), .068, .205, .075, .263);
    }

    @Test
    void theLargestGradientsAreThoseOfTensorFlow() {
        assertThat(of(Cases.TWO_LAYER).summary().firstLayer().gradientMaxAbs()).isBetween(.009, .024);
        assertThat(of(Cases.THREE_LAYER).summary().firstLayer().gradientMaxAbs())
                .isBetween(.9e-5, 4.6e-5);
        assertThat(of(Cases.THREE_LAYER_XAVIER).summary().firstLayer().gradientMaxAbs())
                .isBetween(.9, 5.2);
    }

    @Test
    void relativeMovementTellsTheCasesApartByStep300() {
        assertThat(of(Cases.TWO_LAYER).movedRelative().at(300)).isBetween(0.05, 0.6);
        assertThat(of(Cases.THREE_LAYER).movedRelative().at(300)).isBetween(1e-4, 3e-3);
        assertThat(of(Cases.THREE_LAYER_XAVIER).movedRelative().at(300)).isBetween(0.02, 0.25);
    }

    @Test
    void layersAndDistributionsAreThoseOfTheNetworks() {
        assertThat(of(Cases.TWO_LAYER).layers()).extracting(Layer::name).containsExactly("W:0", "W2:0");
        assertThat(of(Cases.THREE_LAYER).layers()).extracting(Layer::name).containsExactly("W:0", "W1:0", "W2:0");
        assertThat(of(Cases.THREE_LAYER).layers()).extracting(Layer::fanIn).containsExactly(1L, 16L, 16L);
        assertThat(of(Cases.THREE_LAYER).layers().get(1).initialSpread()).isBetween(0.85e-3, 1.15e-3);
        assertThat(of(Cases.THREE_LAYER_XAVIER).layers().get(1).initialSpread()).isBetween(0.22, 0.28);
        assertThat(of(Cases.TWO_LAYER).weights()).hasSize(101).allMatch(one -> one.values().length == 16);
        assertThat(of(Cases.TWO_LAYER).gradients().get(100).step()).isEqualTo(1_000);
        assertThat(of(Cases.TWO_LAYER).inputs()).hasSize(1_000);
        assertThat(of(Cases.TWO_LAYER).loss().values()).hasSize(100);
        assertThat(Arrays.stream(of(Cases.TWO_LAYER).loss().values())).allMatch(value -> value > 0 && value < 2);
    }
}
