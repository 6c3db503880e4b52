package org.gradientflow.diagnosis.trial;

import org.deeplearning4j.exception.DL4JException;
import org.nd4j.linalg.exception.ND4JException;

/** Tells exceptions that DL4J throws for a layer, loss or mask that it does not support from faults. */
public final class Refusal {
    private Refusal() {}

    public static boolean is(RuntimeException thrown) {
        return thrown instanceof IllegalStateException
                || thrown instanceof IllegalArgumentException
                || thrown instanceof UnsupportedOperationException
                || thrown instanceof DL4JException
                || thrown instanceof ND4JException;
    }
}
