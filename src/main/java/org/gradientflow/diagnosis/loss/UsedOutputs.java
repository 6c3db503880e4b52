package org.gradientflow.diagnosis.loss;

import java.util.Random;
import org.gradientflow.model.FlatRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The share of a batch's output that the loss uses: where its derivative is exactly 0 whatever the output and whatever the label,
 * nothing is ever learned.
 *
 * @param rows share of the batch's rows that count
 * @param columns share of the outputs that count
 */
public record UsedOutputs(double rows, double columns) {
    /** A margin or a ReLU may leave an element out for one draw; for 12 draws it happens by chance once in 4,000. */
    private static final int DRAWS = 12;

    /**
     * Asks the loss for its derivative at random outputs, with labels of random rows.
     *
     * @param batch as it trains
     * @param random of the draws
     * @return what counts
     */
    public static UsedOutputs of(OutputLabels batch, Random random) {
        int rows = (int) batch.rows();
        int columns = (int) batch.columns();
        boolean[] row = new boolean[rows];
        boolean[] column = new boolean[columns];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] order = random.ints(rows, 0, rows).toArray();
            INDArray gradient =
                    batch.with(FlatRows.select(batch.labels(), order)).gradient(batch.random(random, draw % 3 + 0.5));
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    if (gradient.getDouble(i, j) != 0) {
                        row[i] = true;
                        column[j] = true;
                    }
                }
            }
        }
        return new UsedOutputs(share(row), share(column));
    }

    private static double share(boolean[] used) {
        int count = 0;
        for (boolean one : used) {
            count += one ? 1 : 0;
        }
        return count / (double) used.length;
    }

    /** Share of the batch's outputs that count. */
    public double share() {
        return rows * columns;
    }
}
