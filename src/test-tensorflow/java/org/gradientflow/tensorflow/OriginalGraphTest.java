package org.gradientflow.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.TraceFile;
import org.gradientflow.training.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TensorFlow, started at a recorded run's initial values and fed its inputs, computes the run's own numbers at every recorded step. */
class OriginalGraphTest {
    /** What two implementations of float32 differ by: the largest of the gradients are above 1, weights below. */
    private static final float TOLERANCE = 1e-5f;

    @ParameterizedTest
    @ValueSource(strings = {"two-layer", "three-layer", "three-layer-xavier"})
    void everyRecordedNumberIsTensorFlows(String name) throws IOException {
        Path folder = SavedRun.folder().resolve(name);
        FlowFile flow = FlowFile.open(folder.resolve(FlowFile.NAME));
        List<ParameterValues> snapshots = new ArrayList<>();
        flow.forEach(snapshots::add);
        List<Step> steps = new ArrayList<>();
        TraceFile.forEach(folder.resolve("trace.csv"), steps::add);

        try (OriginalGraph graph =
                new OriginalGraph(flow.parameters(), snapshots.get(0).values())) {
            for (ParameterValues snapshot : snapshots) {
                assertSame(snapshot, graph.look(steps.get(snapshot.step()).x0()));
                for (int step = snapshot.step(); step < snapshot.step() + flow.every(); step++) {
                    graph.train(steps.get(step).x0());
                }
            }
        }
        assertThat(snapshots).hasSize(SavedRun.STEPS / 10);
    }

    private static void assertSame(ParameterValues ours, OriginalGraph.Step theirs) {
        String step = "step " + ours.step();
        assertThat((float) ours.loss()).as(step).isCloseTo(theirs.loss(), within(TOLERANCE));
        for (int i = 0; i < ours.values().size(); i++) {
            assertThat(ours.values().get(i))
                    .as(step + ", values")
                    .containsExactly(theirs.values().get(i), within(1e-6f));
            float largest = 1;
            for (float gradient : theirs.gradients().get(i)) {
                largest = Math.max(largest, Math.abs(gradient));
            }
            assertThat(ours.gradients().get(i))
                    .as(step + ", raw gradient")
                    .containsExactly(theirs.gradients().get(i), within(largest * TOLERANCE));
        }
    }
}
