package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The numbers of an array are read in one order, however they lie in memory. */
class ArraysTest {
    private static final float[] ROW_MAJOR = {0, 1, 2, 3, 4, 5};

    /** The same two rows of three in every layout. */
    private static List<INDArray> layouts() {
        INDArray rows = Nd4j.createFromArray(ROW_MAJOR).reshape(2, 3);
        INDArray wide = Nd4j.zeros(DataType.FLOAT, 2, 6);
        INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2, 6));
        view.assign(rows);
        INDArray tall = Nd4j.zeros(DataType.FLOAT, 4, 3);
        INDArray block = tall.get(NDArrayIndex.interval(1, 3), NDArrayIndex.all());
        block.assign(rows);
        return List.of(
                rows,
                rows.dup('f'),
                rows.castTo(DataType.DOUBLE),
                rows.castTo(DataType.DOUBLE).dup('f'),
                rows.castTo(DataType.FLOAT16),
                rows.transpose().dup('c').transpose(),
                view,
                block);
    }

    @Test
    void floatsAreRowMajor() {
        for (INDArray layout : layouts()) {
            assertThat(Floats.rowMajor(layout, 1))
                    .as(layout.shapeInfoToString())
                    .containsExactly(ROW_MAJOR);
            assertThat(Floats.rowMajor(layout, 2)).containsExactly(0, 2, 4);
            assertThat(Floats.rowMajor(layout, 4)).containsExactly(0, 4);
        }
    }

    @Test
    void doublesAreRowMajor() {
        for (INDArray layout : layouts()) {
            assertThat(Doubles.rowMajor(layout)).as(layout.shapeInfoToString()).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @Test
    void doublesInTheArraysOwnOrderAreAllOfThem() {
        for (INDArray layout : layouts()) {
            assertThat(Doubles.of(layout)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        }
        assertThat(Doubles.of(layouts().get(1))).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void doublesKeepWhatSinglePrecisionLoses() {
        assertThat(Doubles.of(Nd4j.createFromArray(1e-60))).containsExactly(1e-60);
    }

    @Test
    void vectorsScalarsAndCubesTooAreRowMajor() {
        INDArray vector = Nd4j.createFromArray(ROW_MAJOR);

        assertThat(Floats.rowMajor(vector, 1)).containsExactly(ROW_MAJOR);
        assertThat(Floats.rowMajor(vector.reshape(1, 6).dup('f'), 1)).containsExactly(ROW_MAJOR);
        assertThat(Floats.rowMajor(vector.reshape(6, 1).dup('f'), 1)).containsExactly(ROW_MAJOR);
        assertThat(Floats.rowMajor(Nd4j.scalar(7f), 1)).containsExactly(7);
        assertThat(Floats.rowMajor(vector.reshape(1, 2, 3).dup('f'), 1)).containsExactly(ROW_MAJOR);
    }
}
