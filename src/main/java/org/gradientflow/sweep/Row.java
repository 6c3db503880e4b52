package org.gradientflow.sweep;

import org.gradientflow.sweep.engine.Result;

/**
 * A line of a results file, about one network.
 *
 * @param cell what was trained
 * @param seed with which
 * @param trained whether it learned its task
 * @param result how its training ended
 */
public record Row(Cell cell, long seed, boolean trained, Result result) {
    /** The first line of a results file. */
    public static final String HEADER = Cell.COLUMNS
            + ",seed,trained,loss,slope,gradientStdStart,gradientStd,relativeDisplacement,deadUnits,silent";

    private static final int COLUMNS = HEADER.split(",").length;
    private static final int SEED = Setting.ofACell().size();

    /** What an older row had as gradientStdStart where all elements were one number other than 0. */
    private static final String ONE_NUMBER = "4.94066E-324";

    /**
     * A line of an older file as it is written now: before there was a column {@code silent}, a gradientStdStart of 0 said it.
     *
     * @return the line itself where it is not older
     */
    static String current(String line) {
        if (HEADER.equals(line + ",silent")) {
            return HEADER;
        }
        String[] columns = line.split(",", -1);
        if (columns.length != COLUMNS - 1) {
            return line;
        }
        String std = columns[SEED + 4];
        columns[SEED + 4] = std.equals(ONE_NUMBER) ? "0" : std;
        return String.join(",", columns) + "," + std.equals("0");
    }

    /** Whether an older version wrote this line, header or row, as a whole. */
    static boolean isOlder(String line) {
        String now = current(line);
        if (now.equals(line)) {
            return false;
        }
        try {
            return now.equals(HEADER) || parse(now) != null;
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }

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
                Integer.toString(result.deadUnits()),
                Boolean.toString(result.silent()));
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
            throw new IllegalArgumentException("is not a row of a sweep, which has %d columns; this line has %d"
                    .formatted(COLUMNS, columns.length));
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
                            Integer.parseInt(columns[SEED + 7]),
                            Boolean.parseBoolean(columns[SEED + 8])));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("is not a row that sweep wrote", notANumber);
        }
        if (!line.equals(row.cell.csv() + "," + row.seed + "," + end(row.trained, row.result))) {
            throw new IllegalArgumentException("is not a row that sweep wrote");
        }
        return row;
    }
}
