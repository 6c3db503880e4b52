package org.gradientflow.sweep;

import java.util.Arrays;

/**
 * A line of a results file: one network.
 *
 * @param cell what was trained
 * @param seed with which
 * @param trained whether it learned its task
 * @param result what became of it
 */
public record Row(Cell cell, long seed, boolean trained, Result result) {
    /** The first line of a results file. */
    public static final String HEADER =
            "layers,width,init,bias,updater,learningRate,batch,lossScope,seed,trained,loss,slope,"
                    + "gradientStdStart,gradientStd,relativeDisplacement,deadUnits";

    private static final int COLUMNS = HEADER.split(",").length;
    private static final int SEED = 8;

    /** The columns that say what the network is, with the comma that ends them. */
    static String start(Grid grid, long run) {
        return grid.cellOf(run).csv() + "," + grid.seedOf(run) + ",";
    }

    static String csv(Grid grid, long run, Result result) {
        return start(grid, run) + end(result.trained(), result);
    }

    private static String end(boolean trained, Result result) {
        return String.join(
                ",",
                Boolean.toString(trained),
                Decimals.rounded(result.loss()),
                Decimals.rounded(result.slope()),
                Decimals.rounded(result.gradientStdStart()),
                Decimals.rounded(result.gradientStd()),
                Decimals.rounded(result.relativeDisplacement()),
                Integer.toString(result.deadUnits()));
    }

    /**
     * Reads a line.
     *
     * @param line without its end
     * @return the row
     * @throws IllegalArgumentException when it is not exactly as a sweep writes it
     */
    public static Row parse(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("has %d columns, not %d".formatted(columns.length, COLUMNS));
        }
        Row row;
        try {
            row = new Row(
                    Cell.parse(columns),
                    Long.parseLong(columns[SEED]),
                    Boolean.parseBoolean(columns[SEED + 1]),
                    new Result(
                            Double.parseDouble(columns[SEED + 2]),
                            Double.parseDouble(columns[SEED + 3]),
                            Double.parseDouble(columns[SEED + 4]),
                            Double.parseDouble(columns[SEED + 5]),
                            Double.parseDouble(columns[SEED + 6]),
                            Integer.parseInt(columns[SEED + 7])));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("is not as a sweep writes it", notANumber);
        }
        String[] written = (row.cell.csv() + "," + row.seed + "," + end(row.trained, row.result)).split(",", -1);
        int differs = Arrays.mismatch(columns, written);
        if (differs >= 0) {
            throw new IllegalArgumentException("is not as a sweep writes it");
        }
        return row;
    }
}
