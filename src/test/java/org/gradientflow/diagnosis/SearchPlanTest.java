package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPlanTest {
    private static final SearchPlan USUAL = SearchPlan.USUAL;

    @Test
    void eachChangeLeavesTheRestAsItWas() {
        TrainingData data = TrainingData.of(SmallRegression.data());
        BiConsumer<Integer, Integer> progress = (done, of) -> {};
        Duration time = Duration.ofNanos(1);

        assertThat(USUAL.on(data)).isEqualTo(new SearchPlan(data, 32, 300, 5, 80, USUAL.time(), USUAL.progress()));
        assertThat(USUAL.batch(7)).isEqualTo(new SearchPlan(null, 7, 300, 5, 80, USUAL.time(), USUAL.progress()));
        assertThat(USUAL.steps(7)).isEqualTo(new SearchPlan(null, 32, 7, 5, 80, USUAL.time(), USUAL.progress()));
        assertThat(USUAL.seeds(7)).isEqualTo(new SearchPlan(null, 32, 300, 7, 80, USUAL.time(), USUAL.progress()));
        assertThat(USUAL.trainings(7)).isEqualTo(new SearchPlan(null, 32, 300, 5, 7, USUAL.time(), USUAL.progress()));
        assertThat(USUAL.time(time)).isEqualTo(new SearchPlan(null, 32, 300, 5, 80, time, USUAL.progress()));
        assertThat(USUAL.progress(progress)).isEqualTo(new SearchPlan(null, 32, 300, 5, 80, USUAL.time(), progress));
    }

    @Test
    void oneIsTheLeastOfEachNumber() {
        Map<String, IntFunction<SearchPlan>> numbers = Map.of(
                "batch", USUAL::batch,
                "steps", USUAL::steps,
                "seeds", USUAL::seeds,
                "budget", USUAL::trainings);
        numbers.forEach((name, plan) -> {
            assertThatCode(() -> plan.apply(1)).doesNotThrowAnyException();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan.apply(0))
                    .withMessage(name + ": expected 1 or more, got 0");
        });
        assertThat(SearchPlan.positive("rows", 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aSearchNeedsTime(long nanos) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USUAL.time(Duration.ofNanos(nanos)))
                .withMessage("budget: expected a time above 0, got " + Duration.ofNanos(nanos));
    }
}
