package org.gradientflow.sweep;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in a file, the same on every Java: its own shortest texts for doubles changed with Java 19. */
final class Decimals {
    private static final MathContext RESULT = new MathContext(6);
    private static final MathContext SETTING = new MathContext(15);

    private Decimals() {}

    /** A setting, to be read back as it was. */
    static String text(double value) {
        return format(value, SETTING);
    }

    /** A result, to six digits. */
    static String rounded(double value) {
        return format(value, RESULT);
    }

    private static String format(double value, MathContext digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal decimal = new BigDecimal(value).round(digits).stripTrailingZeros();
        return decimal.scale() < 0 && decimal.precision() - decimal.scale() <= digits.getPrecision()
                ? decimal.toPlainString()
                : decimal.toString();
    }
}
