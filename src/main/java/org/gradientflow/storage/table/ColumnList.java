package org.gradientflow.storage.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns of a table as a person names them: {@code 0-3,7} counts from 0, {@code length,width} are names from its header.
 *
 * @param text as given
 */
public record ColumnList(String text) {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Names that a message shows at most. */
    private static final int SHOWN = 20;

    /**
     * Where they are.
     *
     * @param header the columns' names; empty where the table has none
     * @param width of the table
     * @return indices in the order in which they are named
     * @throws IllegalArgumentException for a column that is not there, or is there twice, with one line that says so
     */
    public int[] indices(List<String> header, int width) {
        List<Integer> indices = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            Matcher range = RANGE.matcher(name);
            if (header.contains(name)) {
                indices.add(header.indexOf(name));
            } else if (NUMBER.matcher(name).matches()) {
                indices.add(inside(Integer.parseInt(name), width));
            } else if (range.matches()) {
                int last = inside(Integer.parseInt(range.group(2)), width);
                int first = Integer.parseInt(range.group(1));
                if (first > last) {
                    throw new IllegalArgumentException(
                            "'%s' ends before it begins; write the smaller number first".formatted(name));
                }
                for (int index = first; index <= last; index++) {
                    indices.add(index);
                }
            } else {
                throw new IllegalArgumentException(unknown(name, header));
            }
        }
        int[] distinct = indices.stream().distinct().mapToInt(Integer::intValue).toArray();
        if (distinct.length < indices.size()) {
            throw new IllegalArgumentException("'%s' names a column twice".formatted(text));
        }
        return distinct;
    }

    private static int inside(int index, int width) {
        if (index >= width) {
            throw new IllegalArgumentException(
                    "there is no column %d; the table has %d columns, counted from 0".formatted(index, width));
        }
        return index;
    }

    private static String unknown(String name, List<String> header) {
        if (header.isEmpty()) {
            return "'%s' is not a column: without a header line, columns are numbers, as in 0-3,7".formatted(name);
        }
        return "there is no column '%s' in the header %s%s"
                .formatted(
                        name,
                        String.join(
                                ", ",
                                header.stream().limit(SHOWN).map(Csv::quoted).toList()),
                        header.size() > SHOWN ? ", ..." : "");
    }
}
