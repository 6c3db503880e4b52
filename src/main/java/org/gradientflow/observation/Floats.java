package org.gradientflow.observation;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads an array's numbers: one bulk copy where its memory allows, as a small network's step is short. */
final class Floats {
    private Floats() {}

    /** Elements 0, stride, 2 stride, ... in row-major order, as TensorFlow and NumPy count; other types are rounded to float32. */
    static float[] rowMajor(INDArray array, int stride) {
        float[] all = whole(array);
        if (stride == 1) {
            return all;
        }
        float[] some = new float[(all.length + stride - 1) / stride];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i * stride];
        }
        return some;
    }

    private static float[] whole(INDArray array) {
        if (array.dataType() != DataType.FLOAT || array.elementWiseStride() != 1 || array.rank() > 2) {
            return memory(array.castTo(DataType.FLOAT).dup('c'));
        }
        float[] memory = memory(array);
        return array.rank() < 2 || array.ordering() == 'c' ? memory : transposed(memory, (int) array.size(0));
    }

    private static float[] memory(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        array.data().asNioFloat().get(values);
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
