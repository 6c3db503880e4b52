package org.gradientflow.model;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Internal: copies an array's numbers in one go, in double precision, as a gradient of a float64 network may be below all float32.
 *
 * <p>The copy keeps the array reachable: a buffer that ND4J hands out does not, and a collection in the middle of the copy would
 * free the memory that is being read.
 */
public final class Doubles {
    private Doubles() {}

    /**
     * Every element, in the array's own order; the same for arrays of one shape and ordering.
     *
     * @param array of any type; numbers that are not float64 are converted
     * @return a copy
     */
    public static double[] of(INDArray array) {
        return memory(array.elementWiseStride() == 1 ? array : array.dup());
    }

    /**
     * Every element in row-major order.
     *
     * @param array of any type; numbers that are not float64 are converted
     * @return a copy
     */
    public static double[] rowMajor(INDArray array) {
        return memory(array.elementWiseStride() == 1 && array.ordering() == 'c' ? array : array.dup('c'));
    }

    private static double[] memory(INDArray array) {
        return switch (array.dataType()) {
            case DOUBLE -> doubles(array);
            case FLOAT -> floats(array);
            default -> doubles(array.castTo(DataType.DOUBLE));
        };
    }

    private static double[] doubles(INDArray array) {
        double[] values = new double[Math.toIntExact(array.length())];
        try {
            array.data().asNioDouble().get(values);
        } finally {
            Reference.reachabilityFence(array);
        }
        return values;
    }

    private static double[] floats(INDArray array) {
        double[] values = new double[Math.toIntExact(array.length())];
        try {
            FloatBuffer memory = array.data().asNioFloat();
            for (int i = 0; i < values.length; i++) {
                values[i] = memory.get();
            }
        } finally {
            Reference.reachabilityFence(array);
        }
        return values;
    }
}
