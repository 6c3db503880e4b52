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
    /** Steps so large that they overshoot. */
    RATE_TOO_HIGH("the learning rate is too high"),
    /** Steps so small that the loss hardly falls. */
    RATE_TOO_LOW("the learning rate is too low"),
    /** Units whose output is 0 for every input, from birth or by training. */
    DEAD_RELU("units give 0 for every input and pass no gradient on"),
    /** Units with the same weights get the same gradient and stay the same. */
    SYMMETRY("units of a layer are copies of each other and stay so"),
    /** Sigmoid or tanh units at the flat ends of their curve. */
    SATURATION("units sit at the flat ends of their activation"),
    /** NaN or infinity among features or labels. */
    NON_FINITE_DATA("the data has values that are no finite numbers"),
    /** NaN or infinity among the network's own parameters, before it trains: often one that was saved after it diverged. */
    NON_FINITE_PARAMETERS("the network has parameters that are no finite numbers"),
    /** Features far from mean 0 and spread 1. */
    UNSCALED_INPUT("the features' scale is far from 1"),
    /** Regression labels far from mean 0 and spread 1. */
    UNSCALED_LABELS("the labels' scale is far from 1"),
    /** The labels can't be told from the features better than shuffled labels can. */
    NO_SIGNAL_LABELS("the labels do not depend on the features"),
    /** The output's activation can't give what the labels or the loss need. */
    OUTPUT_ACTIVATION("the output's activation can't give these labels"),
    /** The loss is not smallest where the output equals the labels. */
    WRONG_LOSS("the loss does not ask for these labels"),
    /** The loss looks at some of a batch's outputs only. */
    UNUSED_OUTPUTS("the loss ignores most of a batch's outputs"),
    /** Clipping or normalisation of the gradient leaves next to nothing of it. */
    OVER_CLIPPED("clipping leaves next to nothing of the gradient"),
    /** L1, L2, weight decay or dropout outweighs what the data says. */
    OVER_REGULARISED("regularisation outweighs what the data says"),
    /** A layer that does not train lies between the data and what does. */
    FROZEN("a layer that may not change is in the way"),
    /** A loss to be summed of which DL4J takes 1/batch, or one to be averaged that is summed: {@code miniBatch}. */
    MINIBATCH_AVERAGING("the gradient is divided by the batch size, or not, against what the loss needs");

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
