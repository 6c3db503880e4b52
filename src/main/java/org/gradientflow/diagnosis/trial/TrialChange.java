package org.gradientflow.diagnosis.trial;

import org.gradientflow.model.Numbers;

/** The change of a trial. Equal changes are one trial, which is made once. */
public sealed interface TrialChange {
    /** The change in words, as progress shows it. */
    String words();

    /** A change that there is one of. */
    enum Kind implements TrialChange {
        REFERENCE_INITIALISATION("usual initial weights"),
        SIGMOIDS_CENTRED("sigmoids centred at 0"),
        LAYERS_THAWED("all layers set free"),
        FEATURES_STANDARDISED("standardised features"),
        LABELS_STANDARDISED("standardised labels"),
        WITHOUT_CLIPPING("without clipping"),
        WITHOUT_REGULARISATION("without regularisation"),
        GRADIENTS_SUMMED("gradients summed over rows"),
        GRADIENTS_AVERAGED("gradients averaged over rows");

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
            return "the rate times " + Numbers.text(factor);
        }
    }
}
