package org.gradientflow.assertions;

import org.gradientflow.observation.History;

/** Assertions about a training that was recorded. */
public final class HistoryAssert extends AbstractFlowAssert<HistoryAssert, History> {
    HistoryAssert(History history) {
        super(history, HistoryAssert.class);
    }

    @Override
    void check(Expectation expectation) {
        if (actual.snapshots().isEmpty()) {
            throw new IllegalStateException(
                    "nothing was recorded; add the recorder to the network's listeners and train the network first");
        }
        expectation.examine(actual).ifPresent(failure -> fail(failure.text("", LikelyCause.of(actual))));
    }

    /**
     * Asserts that the training stays finite, its gradient does not vanish, no unit is dead, and it learns. Where too few rows
     * were recorded to tell a dead unit from one that is seldom on, that counts as no reason to fail.
     *
     * @return this
     * @throws IllegalStateException as {@link #learns} does
     */
    @Override
    public HistoryAssert isHealthy() {
        return isFinite()
                .doesNotVanish()
                .checked(UnitExpectations.hasNoUnitsSeenDead())
                .learns();
    }
}
