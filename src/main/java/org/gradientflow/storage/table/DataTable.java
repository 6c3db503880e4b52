package org.gradientflow.storage.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVRecord;
import org.gradientflow.storage.file.BadFileException;

/**
 * Columns of a table of examples, a line an example, with or without a header line. An empty cell is NaN, and NaN and infinity
 * are values like others: the doctor says what they do to a training. A large file is represented by a random sample
 * of its lines, so that any file fits into memory.
 *
 * @param file that was read
 * @param header the columns' names; empty where there are none
 * @param features indices of the features' columns
 * @param labels indices of the labels' columns
 * @param rows in the order of the file
 * @param lines of the file that are examples, read or not
 */
public record DataTable(Path file, List<String> header, int[] features, int[] labels, List<Row> rows, long lines) {
    /** Rows that are kept: more than 1,000 steps of 32 rows see. */
    public static final int MOST_ROWS = 50_000;

    /** Numbers that are kept: 32 MB. */
    private static final int MOST_NUMBERS = 1 << 23;

    /**
     * One example.
     *
     * @param line of the file, from 1
     * @param features in the order of their columns
     * @param labels likewise
     */
    public record Row(long line, float[] features, float[] labels) {}

    /**
     * Reads a file.
     *
     * @param file text in UTF-8; cells separated by commas, semicolons or tabs
     * @param features columns to take as features
     * @param labels columns to take as labels
     * @return the columns
     * @throws BadFileException naming the line and the column of what is no number, or a column that is not there
     * @throws IOException when it can't be read
     */
    public static DataTable read(Path file, ColumnList features, ColumnList labels) throws IOException {
        try (Records records = Records.open(file)) {
            CSVRecord first = records.next().orElseThrow(() -> new BadFileException(file, "is empty"));
            boolean named =
                    first.stream().noneMatch(Csv::isNumber) && first.stream().anyMatch(cell -> !cell.isBlank());
            List<String> header = named ? first.stream().map(DataTable::plain).toList() : List.of();
            int width = first.size();
            DataTable table = new DataTable(
                    file,
                    header,
                    indices(file, "--features", features, header, width),
                    indices(file, "--labels", labels, header, width),
                    List.of(),
                    0);
            return table.filled(records, width, named ? records.next() : Optional.of(first));
        }
    }

    /** Without the mark that some programs put before the first cell. */
    private static String plain(String cell) {
        return cell.replace("\uFEFF", "");
    }

    private static int[] indices(Path file, String option, ColumnList columns, List<String> header, int width)
            throws BadFileException {
        try {
            return columns.indices(header, width);
        } catch (IllegalArgumentException missing) {
            throw new BadFileException(file, option + ": " + missing.getMessage());
        }
    }

    /** Every line is read and checked; which are kept, a fair draw decides (Vitter's algorithm R). */
    private DataTable filled(Records records, int width, Optional<CSVRecord> first) throws IOException {
        int most = Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / (features.length + labels.length)));
        SplittableRandom random = new SplittableRandom(1);
        List<Row> kept = new ArrayList<>();
        long count = 0;
        for (Optional<CSVRecord> next = first; next.isPresent(); next = records.next()) {
            Row row = row(next.get(), records.line(), width);
            long place = count < most ? count : random.nextLong(count + 1);
            count++;
            if (place == kept.size()) {
                kept.add(row);
            } else if (place < most) {
                kept.set((int) place, row);
            }
        }
        if (count == 0) {
            throw new BadFileException(file, "has a header but no examples; add rows below it");
        }
        kept.sort(Comparator.comparingLong(Row::line));
        return new DataTable(file, header, features, labels, List.copyOf(kept), count);
    }

    private Row row(CSVRecord cells, long line, int width) throws BadFileException {
        if (cells.size() != width) {
            throw new BadFileException(
                    file, line, "the line has %d cell(s), but the first line has %d".formatted(cells.size(), width));
        }
        return new Row(line, numbers(cells, line, features), numbers(cells, line, labels));
    }

    private float[] numbers(CSVRecord cells, long line, int[] columns) throws BadFileException {
        float[] numbers = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            String cell = plain(cells.get(columns[i])).strip();
            if (!cell.isEmpty() && !Csv.isNumber(cell)) {
                throw new BadFileException(
                        file, line, "%s: %s is not a number".formatted(column(columns[i]), Csv.quoted(cell)));
            }
            numbers[i] = Csv.number(cell);
        }
        return numbers;
    }

    /**
     * A column as a message names it.
     *
     * @param index from 0
     * @return its number, and its name where there is one
     */
    public String column(int index) {
        return "column " + index + (header.isEmpty() ? "" : " (" + Csv.quoted(header.get(index)) + ")");
    }
}
