package org.gradientflow.diagnosis.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a network does not learn. The names, in lower case with hyphens, are what programs read: they do not change. */
public enum Cause {
    /** The gradient that reaches the first layers is far smaller than the last layer's: weights too small, or too deep. */
    VANISHING("the gradient vanishes on its way to the first layers"),
    /** Activations and gradients grow from layer to layer: weights too large. */
    EXPLODING("activations and gradients grow from layer to layer"),
    /** The updates are so large that they overshoot. */
    RATE_TOO_HIGH("the learning rate is too high"),
    /** The updates are so small that the loss hardly falls. */
    RATE_TOO_LOW("the learning rate is too low"),
    /** Units output 0 for every input, from the start or by training. */
    DEAD_RELU("units output 0 for every input and pass no gradient back"),
    /** Units with the same weights get the same gradient and stay identical. */
    SYMMETRY("the units of a layer start as copies of each other and stay identical"),
    /** Sigmoid or tanh units lie at the flat ends of their curve. */
    SATURATION("the units of a layer are saturated, at the flat ends of their activation function"),
    /** The features or labels contain NaN or infinity. */
    NON_FINITE_DATA("the data contains NaN or infinite values"),
    /** The network's own parameters contain NaN or infinity before training: often it was saved after it diverged. */
    NON_FINITE_PARAMETERS("the network's parameters contain NaN or infinite values"),
    /** A layer or the loss makes NaN or infinity of numbers that are not large. */
    NON_FINITE_LAYER("a layer or the loss makes NaN or infinite values of finite ones"),
    /** Features are far from mean 0 and standard deviation 1. */
    UNSCALED_INPUT("the features are far from mean 0 and standard deviation 1"),
    /** Regression labels are far from mean 0 and standard deviation 1. */
    UNSCALED_LABELS("the labels are far from mean 0 and standard deviation 1"),
    /** A reference learner predicts the labels no better than shuffled labels. */
    NO_SIGNAL_LABELS("the labels do not depend on the features"),
    /** The output's activation function can't produce what the labels or the loss need. */
    OUTPUT_ACTIVATION("the output's activation function does not fit the labels or the loss"),
    /** The loss function is not smallest where the output equals the labels. */
    WRONG_LOSS("the loss function does not fit these labels"),
    /** The loss depends on only some of a batch's outputs. */
    UNUSED_OUTPUTS("the loss ignores most of a batch's outputs"),
    /** Clipping or normalisation removes almost all of the gradient. */
    OVER_CLIPPED("clipping removes almost all of the gradient"),
    /** L1, L2, weight decay or dropout is so strong that the network can't fit the data. */
    OVER_REGULARISED("regularisation is so strong that the network can't fit the data"),
    /** A frozen layer keeps the network from learning. */
    FROZEN("a frozen layer keeps the network from learning"),
    /** DL4J's {@code miniBatch} setting averages a loss that must be summed, or sums one that must be averaged. */
    MINIBATCH_AVERAGING(
            "the gradient is averaged over the batch where the loss needs a sum, or summed where it needs a mean"),
    /** Labels are not the numbers that the loss takes: classes from 1, classes divided by 255, one-hot rows times 100. */
    WRONG_LABELS("the labels are not the numbers that the loss takes"),
    /** One class is so rare that the network answers with the others. */
    CLASS_IMBALANCE("a class is so rare that the network does not learn it"),
    /** Two activation functions follow each other without weights between them. */
    REDUNDANT_ACTIVATION("an activation function is applied to the result of another one"),
    /** No layer has an activation function that is not linear, so that the network is a linear function. */
    MISSING_ACTIVATION("the hidden layers have no activation function"),
    /** Layers stand in an order in which one spoils what the other does. */
    LAYER_ORDER("two layers stand in the wrong order"),
    /** Too few units. */
    TOO_SMALL("the network has too few units for this data"),
    /** Rows or columns of a table that tell nothing, or too much. A note: the network learns all the same. */
    TABLE("the table has rows or columns that tell nothing, or give the label away");

    private final String meaning;

    Cause(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The name that programs read, for example {@code rate-too-high}.
     *
     * @return lower case, words joined by hyphens
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The cause in plain words.
     *
     * @return a clause without a full stop
     */
    public String meaning() {
        return meaning;
    }

    /**
     * The cause of that name.
     *
     * @param id as {@link #id} gives it
     * @return the cause, or empty when there is none of that name
     */
    public static Optional<Cause> of(String id) {
        return Arrays.stream(values()).filter(cause -> cause.id().equals(id)).findFirst();
    }
}
