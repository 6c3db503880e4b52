package org.gradientflow.diagnosis;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How large numbers are, column by column: those of images and sequences are their channels.
 *
 * @param offset largest distance of a column's mean from 0
 * @param largest deviation of a column
 * @param smallest deviation of a column that is not constant; 0 where all are
 */
record Scale(double offset, double largest, double smallest) {
    static Scale of(INDArray array) {
        INDArray rows = HeadRows.flat(array).castTo(DataType.DOUBLE);
        double offset = rows.mean(0).amaxNumber().doubleValue();
        INDArray deviations = rows.std(false, 0);
        double largest = deviations.maxNumber().doubleValue();
        double smallest = largest;
        for (long column = 0; column < deviations.length(); column++) {
            double deviation = deviations.getDouble(column);
            smallest = deviation > 0 ? Math.min(smallest, deviation) : smallest;
        }
        return new Scale(offset, largest, smallest);
    }

    /** The same numbers with mean 0 and deviation 1 in each column; constant columns 0. */
    static INDArray standardised(INDArray array) {
        if (array.rank() == 2) {
            return LabelSignal.standardised(array).castTo(array.dataType());
        }
        INDArray result = array.castTo(DataType.DOUBLE).dup('c');
        for (long channel = 0; channel < array.size(1); channel++) {
            INDArray one = result.tensorAlongDimension(channel, others(array.rank()));
            double deviation = one.stdNumber(false).doubleValue();
            one.subi(one.meanNumber()).divi(deviation > 0 ? deviation : 1);
        }
        return result.castTo(array.dataType());
    }

    private static int[] others(int rank) {
        int[] others = new int[rank - 1];
        for (int i = 1; i < others.length; i++) {
            others[i] = i + 1;
        }
        return others;
    }
}
