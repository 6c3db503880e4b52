package org.gradientflow.report.data;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.experiment.Updater;
import org.gradientflow.model.Numbers;
import org.gradientflow.sweep.Cell;
import org.gradientflow.sweep.SweepSummary;

/** A setting in which the cells of a sweep can differ. */
public enum Axis {
    /** Weight layers. */
    LAYERS("weight layers", Cell::layers),
    /** Units of each hidden layer. */
    WIDTH("width of the hidden layers", Cell::width),
    /** Initial weights. */
    INIT("initial weights", Cell::init),
    /** Initial biases. */
    BIAS("initial biases", Cell::bias),
    /** Updater. */
    UPDATER("updater", Cell::updater),
    /** Learning rate. */
    LEARNING_RATE("learning rate", Cell::learningRate),
    /** Rows a step. */
    BATCH("rows a step", Cell::batch),
    /** What the loss counts. */
    LOSS("loss counts", Cell::lossScope);

    private static final int DIGITS = 2;

    /** As many as a row has. */
    private static final int MOST_DIGITS = 15;

    private final String title;
    private final Function<Cell, Object> value;

    Axis(String title, Function<Cell, Object> value) {
        this.title = title;
        this.value = value;
    }

    /**
     * Its name for a person.
     *
     * @param values that are shown on it
     * @return for example {@code weight layers}
     */
    public String title(List<Object> values) {
        return this == INIT && values.stream().allMatch(Initialisation.Normal.class::isInstance)
                ? "standard deviation of the initial weights"
                : title;
    }

    /**
     * A cell's value.
     *
     * @param cell of a sweep
     * @return the value
     */
    public Object of(Cell cell) {
        return value.apply(cell);
    }

    /**
     * The different values of cells: numbers from small to large, names in the cells' order.
     *
     * @param cells of a sweep
     * @return the values
     */
    public List<Object> values(List<SweepSummary> cells) {
        return cells.stream()
                .map(cell -> of(cell.cell()))
                .distinct()
                .sorted(Comparator.comparingDouble(Axis::order))
                .toList();
    }

    private static double order(Object value) {
        if (value instanceof Initialisation.Normal normal) {
            return normal.standardDeviation();
        }
        return value instanceof Number number ? number.doubleValue() : Double.POSITIVE_INFINITY;
    }

    /**
     * Values for a person, who has to tell them apart.
     *
     * @param values of this axis, each once
     * @return a text for each value, numbers with as few digits as make all texts different
     */
    public Map<Object, String> texts(List<Object> values) {
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
