package org.gradientflow.model;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Internal: copies an array's numbers in single precision: in one go where its memory allows, as a small network's step is short.
 *
 * <p>The copy keeps the array reachable: a buffer that ND4J hands out does not, and a collection in the middle of the copy would
 * free the memory that is being read.
 */
public final class Floats {
    private Floats() {}

    /**
     * Every element in row-major order.
     *
     * @param array of any type; numbers that are not float32 are rounded
     * @return a copy
     */
    public static float[] of(INDArray array) {
        if (array.dataType() != DataType.FLOAT || array.elementWiseStride() != 1 || array.rank() > 2) {
            return memory(array.castTo(DataType.FLOAT).dup('c'));
        }
        float[] memory = memory(array);
        return array.rank() < 2 || array.ordering() == 'c' ? memory : transposed(memory, (int) array.size(0));
    }

    /**
     * Elements 0, stride, 2 stride, ... in row-major order, as TensorFlow and NumPy count.
     *
     * @param array of any type; numbers that are not float32 are rounded
     * @param stride from one element to the next, at least 1
     * @return a copy
     */
    public static float[] rowMajor(INDArray array, int stride) {
        float[] all = of(array);
        if (stride == 1) {
            return all;
        }
        float[] some = new float[(all.length + stride - 1) / stride];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i * stride];
        }
        return some;
    }

    private static float[] memory(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        try {
            array.data().asNioFloat().get(values);
        } finally {
            Reference.reachabilityFence(array);
        }
        return values;
    }

    /** Deeplearning4j keeps weights column by column. */
    private static float[] transposed(float[] columns, int rows) {
        float[] result = new float[columns.length];
        int width = columns.length / rows;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width; column++) {
                result[row * width + column] = columns[column * rows + row];
            }
        }
        return result;
    }
}
