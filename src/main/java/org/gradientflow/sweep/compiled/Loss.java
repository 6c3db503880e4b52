package org.gradientflow.sweep.compiled;

/** A loss; each is a sum over elements of {@code scale (label - factor output)^2}. */
enum Loss {
    /** {@code ReconstructionLoss} of element [0, 0]. */
    FIRST_ELEMENT,
    /** {@code ReconstructionLoss} of every element. */
    ALL_ELEMENTS,
    /** DL4J's {@code LossMSE}: divided by the number of outputs. */
    MSE
}
