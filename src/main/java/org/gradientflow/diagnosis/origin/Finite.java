package org.gradientflow.diagnosis.origin;

import java.util.OptionalLong;
import org.gradientflow.model.Doubles;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks through an array for numbers that are not finite. */
final class Finite {
    private Finite() {}

    /** The first that is not, in row-major order. */
    static OptionalLong firstNot(INDArray array) {
        double[] values = Doubles.rowMajor(array);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }

    static boolean all(INDArray array) {
        // A sum of finite numbers may overflow; then each is looked at.
        return Double.isFinite(array.sumNumber().doubleValue())
                || firstNot(array).isEmpty();
    }

    /** The largest size among the finite ones; 0 where none is. */
    static double largest(INDArray array) {
        double largest = 0;
        for (double value : Doubles.of(array)) {
            if (Double.isFinite(value)) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
