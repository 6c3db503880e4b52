package org.gradientflow.experiment;

/** How biases start: drawn like the weights of their layer, as in the original's first two graphs, or at a constant. */
public sealed interface Bias {

    /** Biases are drawn from the distribution of the layer's weights. */
    Bias SAME = new Same();

    /**
     * The text that {@link #parse} reads back.
     *
     * @return {@code same} or a number
     */
    String text();

    /** Biases drawn like the weights, see {@link #SAME}. */
    record Same() implements Bias {
        @Override
        public String text() {
            return "same";
        }
    }

    /**
     * Every bias starts at one value.
     *
     * @param value finite
     */
    record Constant(double value) implements Bias {
        /**
         * Refuses a value that is not finite.
         *
         * @param value finite
         */
        public Constant {
            Check.finite("bias", value);
        }

        @Override
        public String text() {
            return Double.toString(value);
        }
    }

    /**
     * Reads {@code same} or a number.
     *
     * @param text as on the command line
     * @return the bias
     * @throws IllegalArgumentException with one line that names the text
     */
    static Bias parse(String text) {
        return text.equalsIgnoreCase("same") ? SAME : new Constant(Check.number("bias, unless it is same,", text));
    }
}
