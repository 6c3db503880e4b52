package org.gradientflow.sweep.compiled;

/** A configuration has a feature that the compiled trainer can't compute. The message names the layer and the feature. */
public final class UnsupportedFeatureException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnsupportedFeatureException(String where, String feature) {
        super("the compiled trainer can't train " + where + ": " + feature + "; train it with DL4J");
    }
}
