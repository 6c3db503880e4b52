package org.gradientflow.watch;

/**
 * What cheap statistics of a step can show: not yet a finding, but a reason to examine a copy. In the order of precedence.
 */
public enum Suspicion {
    /** Loss, gradient, update or weights are NaN or infinite. */
    NON_FINITE("numbers are NaN or infinite"),
    /** The loss had fallen, and rose again. */
    DIVERGED("the loss rose again after it had fallen"),
    /** The loss is above where it began. */
    LOSS_RISING("the loss rises"),
    /** Updates are large beside the weights. */
    UPDATES_LARGE("the updates are large beside the weights"),
    /** A layer's gradient is far larger than the last layer's. */
    GRADIENT_EXPLODING("the gradient grows from layer to layer"),
    /** A layer's gradient is far smaller than the last layer's. */
    GRADIENT_VANISHING("the gradient shrinks on its way to the first layers"),
    /** Many units of a layer are off for every row. */
    UNITS_DEAD("units are off for every row"),
    /** Ever more units of a layer are off for every row. */
    UNITS_DYING("ever more units are off for every row"),
    /** Many outputs of a layer are at the bounds of its activation. */
    UNITS_SATURATED("units are saturated"),
    /** The network's output hardly depends on its input. */
    OUTPUT_CONSTANT("the output hardly depends on the input"),
    /** Clipping takes away almost all of a layer's gradient. */
    GRADIENT_CLIPPED("clipping removes almost all of the gradient"),
    /** Updates are tiny beside the weights. */
    UPDATES_SMALL("the updates are tiny beside the weights"),
    /** The loss has not fallen for a while. */
    LOSS_STALLED("the loss has stopped falling");

    private final String meaning;

    Suspicion(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The suspicion in plain words.
     *
     * @return a clause without a full stop
     */
    public String meaning() {
        return meaning;
    }
}
