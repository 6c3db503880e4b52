package org.gradientflow.diagnosis.trial;

import org.gradientflow.model.Numbers;

/** The change of a trial. Equal changes are one trial, which is made once. */
public sealed interface TrialChange {
    /** The change in words, as progress shows it. */
    String words();

    /** A change that there is one of. */
    enum Kind implements TrialChange {
        REFERENCE_INITIALISATION("usual initial weights"),
        SIGMOIDS_CENTRED("tanh in place of sigmoid"),
        LAYERS_THAWED("all layers unfrozen"),
        FEATURES_STANDARDISED("standardised features"),
        LABELS_STANDARDISED("standardised labels"),
        DATA_STANDARDISED("standardised features and labels"),
        CLASSES_BALANCED("as many rows of each class"),
        INNER_ACTIVATION_REMOVED("without the inner activation"),
        ACTIVATIONS_ADDED("ReLU in the hidden layers"),
        WITHOUT_DROPOUT_BEFORE_NORMALISATION("without dropout before batch normalisation"),
        WIDER("four times as many hidden units"),
        WITHOUT_CLIPPING("without clipping"),
        WITHOUT_REGULARISATION("without regularisation"),
        GRADIENTS_SUMMED("gradient summed over the rows"),
        GRADIENTS_AVERAGED("gradient averaged over the rows");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /**
     * Another learning rate.
     *
     * @param factor by which every layer's rate is multiplied
     */
    record Rate(double factor) implements TrialChange {
        @Override
        public String words() {
            return "learning rate times " + Numbers.plain(factor);
        }
    }
}
