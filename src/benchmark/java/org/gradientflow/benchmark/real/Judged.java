package org.gradientflow.benchmark.real;

import org.gradientflow.benchmark.real.RealBenchmark.Answer;

/**
 * A model, and what a method says of it.
 *
 * @param model that was examined
 * @param answer of the method
 */
record Judged(RealModel model, Answer answer) {
    boolean causeRight() {
        return answer.cause().map(model.causes()::contains).orElse(false);
    }

    /** For a faulty model the cause counts, for a healthy one the absence of one. */
    boolean right() {
        return model.sick() ? causeRight() : answer.cause().isEmpty();
    }

    /** A cause for a healthy model. */
    boolean falseAlarm() {
        return !model.sick() && answer.cause().isPresent();
    }

    boolean detected() {
        return model.sick() && answer.cause().isPresent();
    }

    /** What is true, in one word or the causes that count. */
    String truth() {
        return model.sick() ? String.join("|", model.causes()) : "healthy";
    }
}
