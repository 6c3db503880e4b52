package org.gradientflow.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Internal: copies of arrays that outlive the workspace in which they are made. */
public final class Detached {
    private Detached() {}

    /**
     * A copy outside of all workspaces.
     *
     * @param array of any type and layout
     * @return the same numbers, in the same order of memory
     */
    public static INDArray copy(INDArray array) {
        return Nd4j.createUninitializedDetached(array.dataType(), array.ordering(), array.shape())
                .assign(array);
    }
}
