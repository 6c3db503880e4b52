package org.gradientflow.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Initialisation;

/** How the values of one setting are written: one value as in a results file, or a list of values and ranges as a person writes it. */
final class ValueFormat<T> {
    /** The most values of one range. */
    private static final int MOST = 10_000;

    private static final String NORMAL = "normal:";
    private static final String RANGE = "\\.\\.";

    /** Points between the ends of a range: the same digits on every machine, whatever its logarithm's last bit. */
    private static final MathContext DIGITS = new MathContext(4);

    private final BiFunction<String, String, List<T>> expand;
    private final Function<String, T> parse;
    private final Function<T, String> text;

    /** From what stands between two commas to its values, from one value's text to it, and back. */
    private ValueFormat(
            BiFunction<String, String, List<T>> expand, Function<String, T> parse, Function<T, String> text) {
        this.expand = expand;
        this.parse = parse;
        this.text = text;
    }

    /** Values without ranges. */
    static <T> ValueFormat<T> of(Function<String, T> parse, Function<T, String> text) {
        return new ValueFormat<>((setting, item) -> List.of(parse.apply(item)), parse, text);
    }

    /** Numbers without ranges. */
    static ValueFormat<Double> number(String setting) {
        return of(text -> Check.number(setting, text), Decimals::text);
    }

    /** Whole numbers: {@code 2..10} is every one from 2 to 10. */
    static ValueFormat<Integer> whole(int least, int most) {
        return new ValueFormat<>(
                (setting, item) -> range(setting, item, least, most), Integer::valueOf, String::valueOf);
    }

    /**
     * Positive numbers on a logarithmic scale, see {@link #scale}, with the digits that a row has: those that differ only behind
     * them would be one cell there.
     */
    static ValueFormat<Double> logarithmic() {
        return new ValueFormat<>(
                (setting, item) -> scale(setting, item).stream()
                        .map(value -> positive(setting, Decimals.text(value)))
                        .toList(),
                Double::valueOf,
                Decimals::text);
    }

    /** Names, and {@code normal:} with one standard deviation or a range of them. */
    static ValueFormat<Initialisation> initialisations() {
        return new ValueFormat<>(
                (setting, item) -> item.regionMatches(true, 0, NORMAL, 0, NORMAL.length()) && item.contains("..")
                        ? scale(setting, item.substring(NORMAL.length())).stream()
                                .<Initialisation>map(Initialisation.Normal::new)
                                .toList()
                        : List.of(Initialisation.parse(item)),
                Initialisation::parse,
                Initialisation::text);
    }

    /**
     * Reads one value.
     *
     * @param value as {@link #text} writes it
     * @throws IllegalArgumentException when it can't be read
     */
    T parse(String value) {
        return parse.apply(value);
    }

    /** A value as {@link #parse} reads it. */
    String text(T value) {
        return text.apply(value);
    }

    /**
     * Reads values and ranges, separated by commas.
     *
     * @param setting as people write it
     * @throws IllegalArgumentException with one line that names what can't be read
     */
    List<T> list(String setting, String items) {
        List<T> values = new ArrayList<>();
        Set<T> seen = new HashSet<>();
        for (String item : items.split(",", -1)) {
            if (item.isBlank()) {
                throw new IllegalArgumentException(
                        setting + " '" + items + "' has an empty value; remove a comma or add a value");
            }
            for (T value : expand.apply(setting, item.strip())) {
                if (!seen.add(value)) {
                    throw new IllegalArgumentException(setting + " lists " + item.strip() + " twice; list it once");
                }
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private static List<Integer> range(String setting, String item, int least, int most) {
        String[] ends = item.split(RANGE, -1);
        long first = wholeNumber(setting, ends[0]);
        long last = wholeNumber(setting, ends[ends.length - 1]);
        Check.between(setting, first, least, most);
        Check.between(setting, last, least, most);
        if (ends.length > 2 || first > last) {
            throw new IllegalArgumentException(setting + " " + item + " has no values; write a range as LOW..HIGH");
        }
        if (last - first >= MOST) {
            throw tooMany(setting, item);
        }
        return IntStream.rangeClosed((int) first, (int) last).boxed().toList();
    }

    /** {@code 1e-4..1e-1} is each power of ten from one end to the other, {@code 1e-4..1e-1:7} seven points at equal ratios. */
    private static List<Double> scale(String setting, String item) {
        String[] parts = item.split(":", -1);
        String[] ends = parts[0].split(RANGE, -1);
        double first = positive(setting, ends[0]);
        if (ends.length == 1 && parts.length == 1) {
            return List.of(first);
        }
        double last = positive(setting, ends[ends.length - 1]);
        if (ends.length != 2 || parts.length > 2 || first >= last) {
            throw new IllegalArgumentException(
                    setting + " " + item + " is not a range: write it as LOW..HIGH, or LOW..HIGH:POINTS");
        }
        double decades = Math.log10(last / first);
        long points = parts.length == 2 ? wholeNumber(setting, parts[1]) : Math.round(decades) + 1;
        if (parts.length == 1 && Math.abs(decades - Math.round(decades)) > 1e-9) {
            throw new IllegalArgumentException(setting + " " + item
                    + " is not a whole number of decades; give the number of points, as in " + item + ":7");
        }
        if (points < 2) {
            throw new IllegalArgumentException(setting + " " + item + " needs 2 points or more");
        }
        if (points > MOST) {
            throw tooMany(setting, item);
        }
        return IntStream.range(0, (int) points)
                .mapToObj(i -> i == 0 ? first : i == points - 1 ? last : between(first, decades * i / (points - 1)))
                .toList();
    }

    private static double between(double first, double decades) {
        return new BigDecimal(first * Math.pow(10, decades)).round(DIGITS).doubleValue();
    }

    private static IllegalArgumentException tooMany(String setting, String item) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "%s %s has more than %,d values", setting, item, MOST));
    }

    private static double positive(String setting, String text) {
        double value = Check.number(setting, text);
        Check.positive(setting, value);
        return value;
    }

    private static long wholeNumber(String setting, String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(
                    setting + " must be a whole number or a range such as 2..10, not '" + text + "'");
        }
    }
}
