package org.gradientflow.diagnosis;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.gradientflow.model.TrainingData;
import org.gradientflow.observation.FlowProbe;

/** A search for remedies: the data, the length and number of trainings, and what it may cost. */
record SearchPlan(
        TrainingData data,
        int batch,
        int steps,
        int seeds,
        int trainings,
        Duration time,
        BiConsumer<Integer, Integer> progress) {
    /** Budget: unchanged copies, all cures of a cause once, the best three on all seeds, and as much again. */
    static final SearchPlan USUAL = new SearchPlan(
            null, FlowProbe.DEFAULT_BATCH, FlowProbe.DEFAULT_STEPS, 5, 80, Duration.ofMinutes(10), (done, of) -> {});

    SearchPlan {
        positive("batch", batch);
        positive("steps", steps);
        positive("seeds", seeds);
        positive("budget", trainings);
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("budget: expected a time above 0, got " + time);
        }
    }

    /** Checks a number, and returns it. */
    static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected 1 or more, got " + value);
        }
        return value;
    }

    SearchPlan on(TrainingData value) {
        return new SearchPlan(value, batch, steps, seeds, trainings, time, progress);
    }

    SearchPlan batch(int value) {
        return new SearchPlan(data, value, steps, seeds, trainings, time, progress);
    }

    SearchPlan steps(int value) {
        return new SearchPlan(data, batch, value, seeds, trainings, time, progress);
    }

    SearchPlan seeds(int value) {
        return new SearchPlan(data, batch, steps, value, trainings, time, progress);
    }

    SearchPlan trainings(int value) {
        return new SearchPlan(data, batch, steps, seeds, value, time, progress);
    }

    SearchPlan time(Duration value) {
        return new SearchPlan(data, batch, steps, seeds, trainings, value, progress);
    }

    SearchPlan progress(BiConsumer<Integer, Integer> value) {
        return new SearchPlan(data, batch, steps, seeds, trainings, time, value);
    }
}
