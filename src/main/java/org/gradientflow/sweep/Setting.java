package org.gradientflow.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.experiment.Updater;

/**
 * What can be set in a grid. The options of {@code sweep}, the names in a grid's file, the columns of the results, the console's
 * table and the axes of the report are derived from these constants, each in their order.
 */
public enum Setting {
    /** The named case that supplies the settings that are not given. */
    CASE("CASE", "", null),
    /** Numbers of weight layers. */
    LAYERS(
            "layers",
            "weight layers",
            "Weight layers: 2..10 or 2,3,5.",
            new Property<>(ValueFormat.whole(2, Property.MOST_LAYERS), Experiment::weightLayers, Property::withLayers)),
    /** Widths of the hidden layers. */
    WIDTH(
            "width",
            "width of the hidden layers",
            "Units of each hidden layer: 4,16.",
            new Property<>(ValueFormat.whole(1, 10_000), one -> one.hidden().get(0), Property::withWidth)),
    /** Initial weights. */
    INIT(
            "init",
            "initial weights",
            "Initial weights, such as normal:1e-3,xavier-uniform; normal:1e-3..1:7 stands for 7 values at equal ratios.",
            new Property<>(ValueFormat.initialisations(), Experiment::weights, Experiment::withWeights)),
    /** Initial biases. */
    BIAS(
            "bias",
            "initial biases",
            "Initial biases: same,0,0.1.",
            new Property<>(ValueFormat.of(Bias::parse, Bias::text), Experiment::bias, Experiment::withBias)),
    /** Updaters. */
    UPDATER(
            "updater",
            "updater",
            "Updaters: sgd,adam.",
            new Property<>(ValueFormat.of(Updater::parse, Check::name), Experiment::updater, Experiment::withUpdater)),
    /** Learning rates. */
    LEARNING_RATE(
            "learningRate",
            "learning rate",
            "Learning rates; 1e-4..1e-1 stands for every power of ten, 1e-4..1e-1:7 for 7 values at equal ratios.",
            new Property<>(ValueFormat.logarithmic(), Experiment::learningRate, Experiment::withLearningRate)),
    /** Rows of each step. */
    BATCH(
            "batch",
            "rows per step",
            "Rows of each step: 1,32.",
            new Property<>(ValueFormat.whole(1, Experiment.MOST_BATCH), Experiment::batch, Experiment::withBatch)),
    /** What the loss counts. */
    LOSS(
            "lossScope",
            "loss counts",
            "What the loss counts: first-element,all.",
            new Property<>(
                    ValueFormat.of(LossScope::parse, Check::name), Experiment::lossScope, Experiment::withLossScope)),
    /** Networks in each cell, one for each seed. */
    SEEDS(
            "N",
            "Networks in each cell: 100 stands for the seeds 0 to 99; or FIRST..LAST (" + Seeds.DEFAULT_COUNT + ").",
            null),
    /** Parameter updates of each network. */
    STEPS(
            "N",
            "Parameter updates of each network (10000).",
            new Property<>(ValueFormat.whole(1, Experiment.MOST_STEPS), Experiment::steps, Experiment::withSteps)),
    /** Bound of each gradient element. */
    CLIP(
            "BOUND",
            "Bound of each gradient element (4.5); Infinity for none.",
            new Property<>(ValueFormat.number("clip"), Experiment::clip, Experiment::withClip));

    private static final List<Setting> OF_A_CELL = select(Setting::hasColumn);

    private final String column;
    private final String title;
    private final String label;
    private final String help;
    private final Property<?> property;

    /** A setting in which the cells of a grid can differ: it has a column in the results. */
    Setting(String column, String title, String help, Property<?> property) {
        this(column, title, "LIST", help, property);
    }

    /** Any other setting. */
    Setting(String label, String help, Property<?> property) {
        this("", "", label, help, property);
    }

    Setting(String column, String title, String label, String help, Property<?> property) {
        this.column = column;
        this.title = title;
        this.label = label;
        this.help = help;
        this.property = property;
    }

    /**
     * The name that people write.
     *
     * @return for example {@code learning-rate}
     */
    public String text() {
        return Check.name(this);
    }

    /**
     * The column in the results.
     *
     * @return for example {@code learningRate}; empty for a setting of the whole sweep
     */
    public String column() {
        return column;
    }

    /**
     * The title of a figure's axis.
     *
     * @return for example {@code weight layers}; empty for a setting of the whole sweep
     */
    public String title() {
        return title;
    }

    /**
     * The name of the value in the command line's help.
     *
     * @return for example {@code LIST}
     */
    public String label() {
        return label;
    }

    /**
     * What the command line's help says about it.
     *
     * @return one sentence; empty where there is no such option
     */
    public String help() {
        return help;
    }

    /** What it sets; null for the case and the seeds. */
    Property<?> property() {
        return property;
    }

    private boolean hasColumn() {
        return !column.isEmpty();
    }

    /**
     * The settings in which the cells of a grid can differ.
     *
     * @return in the order of the results' columns
     */
    public static List<Setting> ofACell() {
        return OF_A_CELL;
    }

    /** The settings in which the parts of a grid can differ. */
    static List<Setting> ofAPart() {
        return select(one -> one == CASE || one.hasColumn());
    }

    /** The properties of an experiment that are the same for a whole sweep. */
    static List<Setting> ofTheSweep() {
        return select(one -> one.property != null && !one.hasColumn());
    }

    private static List<Setting> select(Predicate<Setting> wanted) {
        return Arrays.stream(values()).filter(wanted).toList();
    }

    static Setting parse(String name, List<Setting> allowed) {
        return allowed.stream()
                .filter(setting -> setting.text().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "setting", name, allowed.stream().map(Setting::text).toList()));
    }

    /**
     * The value that an experiment has.
     *
     * @param experiment of a cell
     * @return for example 3, or {@link Updater#ADAM}
     */
    public Object of(Experiment experiment) {
        return property.of(experiment);
    }
}
