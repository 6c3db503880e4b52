package org.gradientflow.observation;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies an array's numbers in one go, in double precision, as a gradient of a float64 network may be below all float32. */
final class Doubles {
    private Doubles() {}

    /** Every element, in the array's own order; the same for arrays of one shape and ordering. */
    static double[] of(INDArray array) {
        INDArray plain = array.elementWiseStride() == 1 ? array : array.dup();
        return memory(plain);
    }

    /** Every element in row-major order. */
    static double[] rowMajor(INDArray array) {
        return memory(array.elementWiseStride() == 1 && array.ordering() == 'c' ? array : array.dup('c'));
    }

    private static double[] memory(INDArray array) {
        double[] values = new double[Math.toIntExact(array.length())];
        if (array.dataType() == DataType.DOUBLE) {
            array.data().asNioDouble().get(values);
            return values;
        }
        FloatBuffer floats = (array.dataType() == DataType.FLOAT ? array : array.castTo(DataType.FLOAT))
                .data()
                .asNioFloat();
        float[] singles = new float[values.length];
        floats.get(singles);
        for (int i = 0; i < values.length; i++) {
            values[i] = singles[i];
        }
        return values;
    }
}
