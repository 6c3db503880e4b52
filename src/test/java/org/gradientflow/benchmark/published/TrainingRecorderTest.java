package org.gradientflow.benchmark.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.ModelCollection;
import org.junit.jupiter.api.Test;

/** The recorded quantities are those of the training. */
class TrainingRecorderTest {
    private static final int STEPS = 50;
    private static final Observed TABLE = TrainingRecorder.observe(model("relu2-sgd/iris/plain/2"));

    @Test
    void anUpdateIsWhatTheWeightsOfTheNextStepLack() {
        Observed.Step first = TABLE.steps().get(0);
        Observed.Step second = TABLE.steps().get(1);
        float[] weights = first.weights().get("0");
        float[] updates = first.updates().get("0");
        for (int i = 0; i < weights.length; i++) {
            assertThat(second.weights().get("0")[i]).isEqualTo(weights[i] - updates[i]);
        }
        assertThat(updates).isNotEqualTo(new float[updates.length]);
        // SGD: the update is learning rate times the mean gradient.
        assertThat(updates[0]).isCloseTo(0.1f * first.gradients().get("0")[0], within(1e-7f));
    }

    @Test
    void unitsAreColumnsOrChannelsAndTheOutputIsNotAmongThem() {
        assertThat(TABLE.rectified()).containsExactly("0");
        assertThat(TABLE.steps().get(0).activations()).containsOnlyKeys("0");
        assertThat(TABLE.steps().get(0).activations().get("0")).hasDimensions(32, 16);
        Observed image = TrainingRecorder.observe(model("conv-relu/bars/plain/1"));
        assertThat(image.steps().get(0).activations().get("0")).hasDimensions(8, 16 * 6 * 6);
        assertThat(image.rectified()).isEqualTo(Set.of("0", "2"));
    }

    @Test
    void lossesAreOfEveryStepAndAccuraciesOfTenths() {
        assertThat(TABLE.losses()).hasSize(STEPS);
        assertThat(TABLE.losses()[STEPS - 1]).isLessThan(TABLE.losses()[0]);
        assertThat(TABLE.accuracies()).hasSize(10);
        assertThat(TABLE.accuracies()[9]).isBetween(0.5, 1.0);
        assertThat(TABLE.output()).isEqualTo(new Observed.Output("softmax", "LossMCXENT", 0, 1));
    }

    private static BenchmarkModel model(String name) {
        BenchmarkModel whole = ModelCollection.named(name);
        return new BenchmarkModel(
                whole.name(),
                whole.architecture(),
                whole.dataset(),
                whole.fault(),
                whole.layers(),
                whole.network(),
                whole.data(),
                whole.batch(),
                STEPS,
                whole.seed());
    }
}
