package org.gradientflow.diagnosis.trial;

import org.deeplearning4j.exception.DL4JException;
import org.nd4j.linalg.exception.ND4JException;

/** What DL4J throws where a layer, a loss or a mask does not serve what is asked of it; anything else is a fault. */
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
