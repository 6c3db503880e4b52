package org.gradientflow.diagnosis.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.gradientflow.diagnosis.zoo.published.Observed;
import org.junit.jupiter.api.Test;

/** What the rules see is what happened. */
class RecorderTest {
    @Test
    void anUpdateIsWhatTheWeightsOfTheNextStepLack() {
        Observed observed = Recorder.observe(patient(DenseDesigns.ALL.get(1), Task.IRIS));
        Observed.Step first = observed.steps().get(0);
        Observed.Step second = observed.steps().get(1);
        float[] weights = first.weights().get("0");
        float[] updates = first.updates().get("0");
        for (int i = 0; i < weights.length; i++) {
            assertThat(second.weights().get("0")[i]).isEqualTo(weights[i] - updates[i]);
        }
        assertThat(updates).isNotEqualTo(new float[updates.length]);
        // SGD: the update is the rate times the mean gradient.
        assertThat(updates[0]).isCloseTo(0.1f * first.gradients().get("0")[0], within(1e-7f));
    }

    @Test
    void unitsAreColumnsOrChannelsAndTheOutputIsNotAmongThem() {
        Observed table = Recorder.observe(patient(DenseDesigns.ALL.get(1), Task.IRIS));
        assertThat(table.rectified()).containsExactly("0");
        assertThat(table.steps().get(0).activations()).containsOnlyKeys("0");
        assertThat(table.steps().get(0).activations().get("0")).hasDimensions(32, 16);
        Observed image = Recorder.observe(patient(OtherDesigns.ALL.get(0), Task.BARS));
        assertThat(image.steps().get(0).activations().get("0")).hasDimensions(8, 16 * 6 * 6);
        assertThat(image.rectified()).isEqualTo(Set.of("0", "2"));
    }

    @Test
    void lossesAreOfEveryStepAndAccuraciesOfTenths() {
        Observed observed = Recorder.observe(patient(DenseDesigns.ALL.get(1), Task.IRIS));
        assertThat(observed.losses()).hasSize(400);
        assertThat(observed.losses()[399]).isLessThan(observed.losses()[0] / 2);
        assertThat(observed.accuracies()).hasSize(10);
        assertThat(observed.accuracies()[9]).isBetween(0.8, 1.0);
        assertThat(observed.output()).isEqualTo(new Observed.Output("softmax", "LossMCXENT", 0, 1));
    }

    private static Patient patient(Design design, Task task) {
        return new Specimen(design, task, Change.healthy("plain", 1), 1).patient();
    }
}
