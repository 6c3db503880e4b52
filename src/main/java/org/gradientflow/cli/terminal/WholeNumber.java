package org.gradientflow.cli.terminal;

import java.math.BigInteger;
import java.util.Locale;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Experiment;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers. The message for a number that is too large names the range; picocli's says that it "is not an int". */
public abstract class WholeNumber implements ITypeConverter<Integer> {
    private final String what;
    private final int least;
    private final int most;

    private WholeNumber(String what, int least, int most) {
        this.what = what;
        this.least = least;
        this.most = most;
    }

    /** Refuses one that is out of range. */
    public static void check(String what, int value, int least, int most) {
        try {
            Check.between(what, value, least, most);
        } catch (IllegalArgumentException wrong) {
            throw new BadInputException(wrong.getMessage());
        }
    }

    @Override
    public Integer convert(String text) {
        BigInteger value;
        try {
            value = new BigInteger(text.strip());
        } catch (NumberFormatException notWhole) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        if (value.bitLength() >= Integer.SIZE) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s must be from %,d to %,d, not %,d", what, least, most, value));
        }
        return value.intValue();
    }

    public static final class Steps extends WholeNumber {
        Steps() {
            super("--steps", 1, Experiment.MOST_STEPS);
        }
    }

    public static final class Batch extends WholeNumber {
        Batch() {
            super("--batch", 1, Experiment.MOST_BATCH);
        }
    }

    public static final class Every extends WholeNumber {
        Every() {
            super("--every", 1, Integer.MAX_VALUE);
        }
    }

    public static final class Port extends WholeNumber {
        Port() {
            super("--port", 0, 65_535);
        }
    }
}
