package org.gradientflow.model;

import java.lang.ref.Reference;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Internal: arrays of any rank as a matrix, with time steps and pixels as rows. */
public final class FlatRows {
    private FlatRows() {}

    /**
     * A row for each example, time step and pixel.
     *
     * @param array of rank 1 to 5
     * @param columnsLast whether the columns stand last and not second, as in the formats NWC and NDHWC
     * @return a matrix; a copy, except of a vector
     */
    public static INDArray of(INDArray array, boolean columnsLast) {
        int rank = array.rank();
        if (rank < 2) {
            return array.reshape(array.length(), 1);
        }
        INDArray last = rank == 2 || columnsLast ? array : array.permute(columnsLast(rank));
        long columns = last.size(rank - 1);
        return last.dup('c').reshape('c', array.length() / columns, columns);
    }

    /**
     * Some rows of a matrix.
     *
     * @param matrix of rank 2
     * @param rows their indices, from 0
     * @return a copy
     */
    public static INDArray select(INDArray matrix, int... rows) {
        INDArray selected = matrix.getRows(rows);
        Reference.reachabilityFence(matrix); // ND4J would free a copy while its native code reads it
        return selected;
    }

    private static int[] columnsLast(int rank) {
        return IntStream.concat(IntStream.concat(IntStream.of(0), IntStream.range(2, rank)), IntStream.of(1))
                .toArray();
    }
}
