package org.gradientflow.sweep;

import org.gradientflow.experiment.Check;

/**
 * The seeds that each cell of a grid is trained with, one network a seed.
 *
 * @param first seed
 * @param count of them, 1 to 1,000,000,000
 */
public record Seeds(long first, long count) {
    /** The number of seeds unless it is given. */
    static final int DEFAULT_COUNT = 100;

    private static final long MOST = 1_000_000_000;

    /**
     * Refuses no seeds, and too many.
     *
     * @param first seed
     * @param count of them, 1 to 1,000,000,000
     */
    public Seeds {
        Check.between("seeds", count, 1, MOST);
        Math.addExact(first, count);
    }

    /**
     * Reads {@code 100}, the seeds 0 to 99, or {@code 1000..1099}.
     *
     * @param text as on the command line
     * @return the seeds
     * @throws IllegalArgumentException with one line that names the text
     */
    public static Seeds parse(String text) {
        try {
            String[] ends = text.strip().split("\\.\\.", -1);
            if (ends.length == 1) {
                return new Seeds(0, Long.parseLong(ends[0]));
            }
            if (ends.length == 2) {
                long first = Long.parseLong(ends[0]);
                return new Seeds(first, Math.subtractExact(Long.parseLong(ends[1]), first) + 1);
            }
        } catch (NumberFormatException | ArithmeticException notWhole) {
            // Told below.
        }
        throw new IllegalArgumentException("seeds must be a number of seeds or FIRST..LAST, not '" + text + "'");
    }

    /**
     * The text that {@link #parse} reads back.
     *
     * @return {@code FIRST..LAST}
     */
    public String text() {
        return first + ".." + (first + count - 1);
    }
}
