package org.gradientflow.report.figure;

import java.util.Locale;
import org.gradientflow.model.Numbers;

/**
 * Positions and labels on an axis of powers of ten, drawn on XChart's linear axis: its logarithmic axis also draws a line for
 * each of 2, 3, ... 9, and can't show zero.
 */
sealed interface AxisScale {
    /** The position of a value. */
    double position(double value);

    /** The positions of values. */
    default double[] positions(double... values) {
        return java.util.Arrays.stream(values).map(this::position).toArray();
    }

    /** The label at a position; empty between powers of ten. */
    String label(double position);

    /**
     * Values in units of a limit.
     *
     * @param limit lies at 1
     */
    record Linear(double limit) implements AxisScale {
        private static final double SMALL = 0.1;

        @Override
        public double position(double value) {
            return value / limit;
        }

        @Override
        public String label(double position) {
            double value = position * limit;
            // One digit is enough for what Bins makes: halves and wholes of 1, 2, 4 and 6 times a power of ten.
            return value == 0 || limit >= SMALL
                    ? Numbers.text(value, 1)
                    : String.format(Locale.ROOT, "%.0e", value).replaceFirst("e-0", "e-");
        }
    }

    /** The power of ten. */
    record Logarithmic() implements AxisScale {
        @Override
        public double position(double value) {
            return Math.log10(value);
        }

        @Override
        public String label(double position) {
            return isWhole(position) ? power((int) Math.round(position)) : "";
        }
    }

    /**
     * Powers of ten on both sides of zero.
     *
     * @param smallest the power of ten that lies at 1; smaller values lie between it and zero
     */
    record Symmetric(int smallest) implements AxisScale {
        @Override
        public double position(double value) {
            double size = Math.abs(value) / Math.pow(10, smallest);
            return Math.signum(value) * (size < 1 ? size : 1 + Math.log10(size));
        }

        @Override
        public String label(double position) {
            if (!isWhole(position)) {
                return "";
            }
            int whole = (int) Math.round(position);
            return whole == 0 ? "0" : (whole < 0 ? "-" : "") + power(Math.abs(whole) - 1 + smallest);
        }
    }

    private static boolean isWhole(double position) {
        return Math.abs(position - Math.round(position)) < 1e-6;
    }

    private static String power(int exponent) {
        return switch (exponent) {
            case -2 -> "0.01";
            case -1 -> "0.1";
            case 0 -> "1";
            case 1 -> "10";
            case 2 -> "100";
            default -> String.format(Locale.ROOT, "1e%d", exponent);
        };
    }
}
