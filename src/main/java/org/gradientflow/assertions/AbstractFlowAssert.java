package org.gradientflow.assertions;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about one recorded training or several trainings. Each fails with what was expected, what was found, the evidence and
 * the likeliest cause.
 *
 * @param <S> itself
 * @param <A> the actual value
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
     * Selects one parameter.
     *
     * @param key DL4J's, for example {@code 0_W}
     * @return its assertions
     */
    public ParameterAssert<S> parameter(String key) {
        return new ParameterAssert<>(this::checked, key);
    }

    /**
     * Asserts that the gradient of the first layer that learns is no vanishing share of the largest layer's.
     *
     * @return this
     */
    public S doesNotVanish() {
        return checked(GradientExpectations.doesNotVanish());
    }

    /**
     * Asserts that every hidden unit is on for some input at the end of the training.
     *
     * @return this
     * @throws IllegalStateException if units are off in what was recorded, and that is too few rows to call them dead
     */
    public S hasNoDeadUnits() {
        return checked(UnitExpectations.hasNoDeadUnits());
    }

    /**
     * Asserts that no loss is NaN or infinite.
     *
     * @return this
     * @throws IllegalStateException if nothing was recorded, as every other assertion does then
     */
    public S isFinite() {
        return checked(LossExpectations.isFinite());
    }

    /**
     * Asserts that the last hidden layer tells inputs apart at the end of the training, and by enough to move the outputs beside their biases; a
     * constant output does not depend on the input.
     *
     * @return this
     */
    public S dependsOnInput() {
        return checked(InputDependence.expected());
    }

    /**
     * Asserts that the loss falls by more than chance: the mean of the last quarter of the training lies below that of the first. A network that
     * has learned all there is within its first steps shows it in a shorter training.
     *
     * @return this
     * @throws IllegalStateException if it fell in fewer than 8 records, which may be chance
     */
    public S learns() {
        return checked(LossExpectations.learns());
    }

    /**
     * Asserts that nothing keeps the network from learning.
     *
     * @return this
     */
    public abstract S isHealthy();
}
