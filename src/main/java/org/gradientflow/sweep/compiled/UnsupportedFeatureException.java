package org.gradientflow.sweep.compiled;

/** A configuration asks for something that the compiled trainer doesn't compute; one line names the layer and the feature. */
public final class UnsupportedFeatureException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnsupportedFeatureException(String where, String feature) {
        super("the compiled trainer can't train " + where + ": " + feature + "; train it with DL4J");
    }
}
