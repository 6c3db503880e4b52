package org.gradientflow.report.data;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.experiment.Updater;
import org.gradientflow.model.Numbers;
import org.gradientflow.sweep.Setting;
import org.gradientflow.sweep.SweepSummary;

/**
 * One setting of a sweep's cells.
 *
 * @param setting of a cell
 * @param values that the cells have: numbers from small to large, names in the cells' order
 * @param texts of the values for a person, numbers with as few digits as make all texts different
 */
public record Axis(Setting setting, List<Object> values, Map<Object, String> texts) {
    private static final int DIGITS = 2;

    /** As many as a row has. */
    private static final int MOST_DIGITS = 15;

    /**
     * Every setting of some cells.
     *
     * @param cells of a sweep
     * @return in the order of a row's columns
     */
    public static List<Axis> all(List<SweepSummary> cells) {
        return Setting.ofACell().stream().map(setting -> of(setting, cells)).toList();
    }

    /**
     * The settings in which cells differ.
     *
     * @param cells of a sweep
     * @return in the order of a row's columns
     */
    public static List<Axis> varying(List<SweepSummary> cells) {
        return all(cells).stream().filter(Axis::varies).toList();
    }

    private static Axis of(Setting setting, List<SweepSummary> cells) {
        List<Object> values = cells.stream()
                .map(cell -> setting.of(cell.cell().experiment()))
                .distinct()
                .sorted(Comparator.comparingDouble(Axis::order))
                .toList();
        return new Axis(setting, values, texts(values));
    }

    private static double order(Object value) {
        if (value instanceof Initialisation.Normal normal) {
            return normal.standardDeviation();
        }
        return value instanceof Number number ? number.doubleValue() : Double.POSITIVE_INFINITY;
    }

    /**
     * Whether the cells differ in this setting.
     *
     * @return whether there are two values or more
     */
    public boolean varies() {
        return values.size() > 1;
    }

    /**
     * Its title on a figure.
     *
     * @return for example {@code weight layers}
     */
    public String title() {
        return setting == Setting.INIT && isOfStandardDeviations()
                ? "standard deviation of the initial weights"
                : setting.title();
    }

    /**
     * Whether its values are standard deviations of initial weights.
     *
     * @return whether all are
     */
    public boolean isOfStandardDeviations() {
        return values.stream().allMatch(Initialisation.Normal.class::isInstance);
    }

    /**
     * A cell's value.
     *
     * @param cell of a sweep
     * @return one of {@link #values}
     */
    public Object of(SweepSummary cell) {
        return setting.of(cell.cell().experiment());
    }

    /**
     * A cell's value for a person, with the kind of its initialisation, for which a figure's axis has no room.
     *
     * @param cell of a sweep
     * @return its text
     */
    public String text(SweepSummary cell) {
        return of(cell) instanceof Initialisation init ? init.text() : texts.get(of(cell));
    }

    private static Map<Object, String> texts(List<Object> values) {
        for (int digits = DIGITS; ; digits++) {
            Map<Object, String> texts = new LinkedHashMap<>();
            for (Object value : values) {
                texts.put(value, text(value, digits));
            }
            if (digits == MOST_DIGITS || texts.values().stream().distinct().count() == values.size()) {
                return texts;
            }
        }
    }

    private static String text(Object value, int digits) {
        if (value instanceof Initialisation.Normal normal) {
            return small(normal.standardDeviation(), digits);
        }
        if (value instanceof Initialisation init) {
            return init.text();
        }
        if (value instanceof Bias bias) {
            return bias.text();
        }
        if (value instanceof Enum<?> constant) {
            return constant == Updater.ADAM ? "Adam" : constant == Updater.SGD ? "SGD" : Check.name(constant);
        }
        return value instanceof Double number ? small(number, digits) : String.valueOf(value);
    }

    /** Without zeros at the end: {@code 1e-3}, {@code 0.032}. */
    private static String small(double value, int digits) {
        String text = Numbers.text(value, digits);
        return text.replaceFirst("\\.0*(e|$)", "$1").replaceFirst("(\\.\\d*?[1-9])0+(e|$)", "$1$2");
    }
}
