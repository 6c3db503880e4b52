package org.gradientflow.experiment;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Checks of values. A failure is one line that names the value and says what is allowed. */
public final class Check {
    private Check() {}

    /**
     * Checks that a number is positive and fits into float32.
     *
     * @param what the name of the value
     * @param value the value
     * @throws IllegalArgumentException if it is not
     */
    public static void positive(String what, double value) {
        // Training computes in float32.
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
     * Checks that a whole number lies in a range.
     *
     * @param what the name of the value
     * @param value the value
     * @param least the smallest allowed value
     * @param most the largest allowed value
     * @throws IllegalArgumentException if it lies outside
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
     * @param what the name of the value
     * @param text as a person wrote it
     * @return the number, which may be infinite or NaN
     * @throws IllegalArgumentException if the text is not a number
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
                .orElseThrow(() ->
                        unknown(what, text, constants.stream().map(Check::name).toList()));
    }

    /**
     * The form of an enum constant on the command line.
     *
     * @param constant of an enum
     * @return lower case, hyphenated
     */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * An exception for an unknown name, which suggests the nearest known one.
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
