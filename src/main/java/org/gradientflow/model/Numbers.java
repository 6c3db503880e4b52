package org.gradientflow.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Internal: numbers for people, the same in every locale: {@code 0.336}, {@code 3.3e-6}, {@code 439}. */
public final class Numbers {
    private Numbers() {}

    /**
     * With a number of significant digits.
     *
     * @param value NaN and infinity are named
     * @param digits significant
     * @return plain from 0.01 up to a million, else with a power of ten
     */
    public static String text(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        double size = Math.abs(rounded.doubleValue());
        if (size >= 0.01 && size < 1e6) {
            return size >= 1000 ? String.format(Locale.ROOT, "%,.0f", rounded) : rounded.toPlainString();
        }
        return String.format(Locale.ROOT, "%." + (digits - 1) + "e", rounded)
                .replaceFirst("e([+-])0*(\\d)", "e$1$2")
                .replace("e+", "e");
    }

    /**
     * With two significant digits.
     *
     * @param value any
     * @return see {@link #text(double, int)}
     */
    public static String text(double value) {
        return text(value, 2);
    }

    /**
     * A ratio as a number of times, for use in a sentence.
     *
     * @param value a ratio
     * @return three digits below 10, whole above
     */
    public static String times(double value) {
        return (value >= 10 && value < 1e6 ? String.format(Locale.ROOT, "%,.0f", value) : text(value, 2)) + " times";
    }

    /**
     * How one quantity compares with another, as a sentence says it.
     *
     * @param ratio of the first to the second, 0 or more
     * @return {@code 2,900 times smaller than}, {@code 50 times larger than} or {@code about as large as}
     */
    public static String compared(double ratio) {
        if (ratio == 0) {
            return "0, unlike";
        }
        boolean smaller = ratio < 1;
        String factor = plain(smaller ? 1 / ratio : ratio);
        return factor.equals("1") || factor.equals("1.0")
                ? "about as large as"
                : factor + " times " + (smaller ? "smaller" : "larger") + " than";
    }

    /**
     * With two significant digits and without a power of ten where people can read it.
     *
     * @param value any
     * @return plain from 0.0001 up to a billion
     */
    public static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 1e6 && size < 1e9) {
            return String.format(Locale.ROOT, "%,.0f", new BigDecimal(value).round(new MathContext(2)));
        }
        return size >= 1e-4 && size < 0.01
                ? new BigDecimal(value).round(new MathContext(2)).toPlainString()
                : text(value);
    }

    /**
     * A number of things.
     *
     * @param value whole
     * @return {@code 1,500}
     */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /**
     * A share in per cent, with two significant digits.
     *
     * @param share from 0 to 1
     * @return {@code 33%} or {@code 0.012%}
     */
    public static String percent(double share) {
        return plain(100 * share) + "%";
    }
}
