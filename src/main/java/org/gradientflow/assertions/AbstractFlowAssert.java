package org.gradientflow.assertions;

import org.assertj.core.api.AbstractAssert;

/**
 * What can be asserted of a training and of trainings alike. Each fails with what was expected, what was found, the evidence and
 * the likeliest cause.
 *
 * @param <S> itself
 * @param <A> what is asserted about
 */
public abstract class AbstractFlowAssert<S extends AbstractFlowAssert<S, A>, A> extends AbstractAssert<S, A> {
    AbstractFlowAssert(A actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Throws when a training is not as expected.
     *
     * @param expectation of each training
     */
    abstract void check(Expectation expectation);

    S checked(Expectation expectation) {
        isNotNull();
        check(expectation);
        return myself;
    }

    /** A failure's message may hold a percent sign. */
    void fail(String message) {
        failWithMessage("%s", message);
    }

    /**
     * One parameter.
     *
     * @param key DL4J's, for example {@code 0_W}
     * @return its assertions
     */
    public ParameterAssert<S> parameter(String key) {
        return new ParameterAssert<>(myself, key);
    }

    /**
     * The gradient that reaches the first layer that learns is no vanishing share of the largest layer's.
     *
     * @return this
     */
    public S doesNotVanish() {
        return checked(GradientExpectations.doesNotVanish());
    }

    /**
     * Every hidden unit is on for some input at the end of the training.
     *
     * @return this
     * @throws IllegalStateException if units are off in what was recorded, and that is too few rows to call them dead
     */
    public S hasNoDeadUnits() {
        return checked(UnitExpectations.hasNoDeadUnits());
    }

    /**
     * No loss is NaN or infinite.
     *
     * @return this
     * @throws IllegalStateException if nothing was recorded, as every other assertion does then
     */
    public S isFinite() {
        return checked(LossExpectations.isFinite());
    }

    /**
     * The last hidden layer tells inputs apart at the end of the training, and by enough to move the outputs beside their biases; a
     * constant output does not depend on the input.
     *
     * @return this
     */
    public S dependsOnInput() {
        return checked(InputDependence.expected());
    }

    /**
     * The loss falls, by more than chance: the mean of the last quarter of the training lies below that of the first. A network that
     * has learned all there is within its first steps shows it in a shorter training.
     *
     * @return this
     * @throws IllegalStateException if it fell in fewer than 8 records, which may be chance
     */
    public S learns() {
        return checked(LossExpectations.learns());
    }

    /**
     * Nothing keeps it from learning.
     *
     * @return this
     */
    public abstract S isHealthy();
}
