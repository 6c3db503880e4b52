package org.gradientflow.experiment;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Checks whose failure is one clear line: what, the bad value, what to do. */
public final class Check {
    private Check() {}

    /**
     * A positive number that float32 can hold.
     *
     * @param what it is
     * @param value of it
     * @throws IllegalArgumentException when it is not
     */
    public static void positive(String what, double value) {
        // As float32, which is what training computes with.
        if (!((float) value > 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " must be a positive finite number, not " + value);
        }
    }

    static void finite(String what, double value) {
        if (!(Math.abs(value) <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " must be a finite number, not " + value);
        }
    }

    /**
     * A whole number in a range.
     *
     * @param what it is
     * @param value of it
     * @param least allowed
     * @param most allowed
     * @throws IllegalArgumentException when it lies outside
     */
    public static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s must be from %,d to %,d, not %,d", what, least, most, value));
        }
    }

    /**
     * Reads a number.
     *
     * @param what it is
     * @param text as a person wrote it
     * @return the number, which may be infinite or NaN
     * @throws IllegalArgumentException when it is none
     */
    public static double number(String what, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(what + " must be a number, not '" + text + "'");
        }
    }

    static <E extends Enum<E>> E constant(String what, Class<E> type, String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(
                        what,
                        text,
                        constants.stream()
                                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .toList()));
    }

    /**
     * A name that is none of those known, with the nearest.
     *
     * @param what kind of name
     * @param text as a person wrote it
     * @param known names, at least one
     * @return the exception to throw
     */
    public static IllegalArgumentException unknown(String what, String text, Collection<String> known) {
        return new IllegalArgumentException(Suggestion.unknown(what, text, known));
    }
}
