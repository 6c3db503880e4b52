package org.gradientflow.experiment;

/** The rule that turns a clipped gradient into an update. */
public enum Updater {
    /** Plain gradient descent, as TensorFlow's {@code GradientDescentOptimizer}. */
    SGD,
    /** Adam with TensorFlow's defaults: beta1 0.9, beta2 0.999, epsilon 1e-8. */
    ADAM;

    /**
     * Reads {@code sgd} or {@code adam}.
     *
     * @param text as on the command line
     * @return the updater
     * @throws IllegalArgumentException with one line that names the text and what is allowed
     */
    public static Updater parse(String text) {
        return Check.constant("updater", Updater.class, text);
    }
}
