package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static List<Integer> recorded(int spacing, int steps) {
        Schedule schedule = new Schedule(spacing);
        return IntStream.range(0, steps).filter(schedule::isDue).boxed().toList();
    }

    private int taken;

    private List<Snapshot> kept(int spacing, int steps) {
        Schedule schedule = new Schedule(spacing);
        List<Snapshot> snapshots = new ArrayList<>();
        taken = 0;
        for (int step = 0; step < steps; step++) {
            if (schedule.isDue(step)) {
                snapshots.add(new Snapshot(step, 0, 0, 1, Map.of(), Map.of()));
                taken++;
                schedule.thin(snapshots);
            }
        }
        return snapshots;
    }

    @Test
    void theFirstStepsAreDueAndThenOneInSoMany() {
        assertThat(recorded(10, 31)).containsExactly(0, 1, 2, 3, 4, 10, 20, 30);
        assertThat(recorded(1, 7)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void atMostOneStepInEightIsRecordedHoweverLongTheTrainingIs() {
        for (int steps : new int[] {300, 3_000, 30_000, 300_000}) {
            assertThat(kept(FlowRecorder.SPACING, steps)).hasSizeLessThan(Schedule.MOST);
            assertThat(taken).isLessThanOrEqualTo(steps / 8);
        }
        kept(1, 300); // the twin
        assertThat(taken).isGreaterThan(300 / 8);
    }

    @Test
    void whatIsKeptOfALongTrainingIsSpacedEvenlyFromStep0() {
        List<Snapshot> snapshots = kept(10, 5_000);

        assertThat(snapshots)
                .hasSize(125)
                .extracting(Snapshot::step)
                .startsWith(0, 40, 80)
                .endsWith(4_920, 4_960);
    }

    @Test
    void refusesASpacingBelowOne() {
        assertThatThrownBy(() -> new Schedule(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spacing: expected 1 or more, got 0");
    }
}
