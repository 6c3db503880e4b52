package org.gradientflow.sweep;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.experiment.Updater;

/**
 * A grid as a person writes it: settings and their values as text, a map a part. What a part does not set is as its case has
 * it, by default the original's three-layer net.
 *
 * @param parts each with the settings of its own
 */
public record GridText(List<Map<Setting, String>> parts) {
    /** Seeds a cell unless told otherwise. */
    public static final int SEEDS = 100;

    /** Of weights: one more than an experiment's hidden layers. */
    static final int MOST_LAYERS = 1_001;

    private static final int MOST_WIDTH = 10_000;

    /**
     * Copies the parts.
     *
     * @param parts each with the settings of its own
     */
    public GridText {
        parts = parts.stream().map(Map::copyOf).toList();
    }

    /**
     * The grid of a named case each.
     *
     * @param cases their names; without any the three-layer net
     * @return a part a case
     */
    public static GridText ofCases(List<String> cases) {
        return new GridText((cases.isEmpty() ? List.of(Cases.THREE_LAYER.name()) : cases)
                .stream().map(name -> Map.of(Setting.CASE, name)).toList());
    }

    /**
     * Sets something in every part, whatever it had before.
     *
     * @param settings what to set
     * @return the changed grid
     */
    public GridText with(Map<Setting, String> settings) {
        return new GridText(parts.stream().map(part -> over(part, settings)).toList());
    }

    /** The first with what the second says. */
    static Map<Setting, String> over(Map<Setting, String> part, Map<Setting, String> settings) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(part);
        all.putAll(settings);
        return all;
    }

    /**
     * Reads it.
     *
     * @return the grid; parts that have become equal are one
     * @throws IllegalArgumentException with one line that names what can't be read
     */
    public Grid grid() {
        Map<Setting, String> first = parts.get(0);
        Experiment base = base(first);
        String clip = first.get(Setting.CLIP);
        Set<Axes> axes = new LinkedHashSet<>();
        parts.forEach(part -> axes.add(axes(part)));
        return new Grid(
                List.copyOf(axes),
                Seeds.parse(first.getOrDefault(Setting.SEEDS, Integer.toString(SEEDS))),
                Values.whole(
                                Setting.STEPS.text(),
                                first.getOrDefault(Setting.STEPS, Integer.toString(base.steps())),
                                1,
                                Experiment.MOST_STEPS)
                        .get(0),
                clip == null
                        ? base.clip()
                        : base.withClip(Check.number(Setting.CLIP.text(), clip)).clip());
    }

    private static Experiment base(Map<Setting, String> part) {
        return Cases.named(part.getOrDefault(Setting.CASE, Cases.THREE_LAYER.name()));
    }

    private static Axes axes(Map<Setting, String> part) {
        Experiment base = base(part);
        return new Axes(
                whole(part, Setting.LAYERS, base.weightLayers(), 2, MOST_LAYERS),
                whole(part, Setting.WIDTH, base.hidden().get(0), 1, MOST_WIDTH),
                Values.initialisations(
                        Setting.INIT.text(),
                        part.getOrDefault(Setting.INIT, base.weights().text())),
                Values.of(
                        Setting.BIAS.text(),
                        part.getOrDefault(Setting.BIAS, base.bias().text()),
                        Bias::parse),
                Values.of(
                        Setting.UPDATER.text(),
                        part.getOrDefault(Setting.UPDATER, Check.name(base.updater())),
                        Updater::parse),
                Values.logarithmic(
                        Setting.LEARNING_RATE.text(),
                        part.getOrDefault(Setting.LEARNING_RATE, Decimals.text(base.learningRate()))),
                whole(part, Setting.BATCH, base.batch(), 1, Experiment.MOST_BATCH),
                Values.of(
                        Setting.LOSS.text(),
                        part.getOrDefault(Setting.LOSS, Check.name(base.lossScope())),
                        LossScope::parse));
    }

    private static List<Integer> whole(Map<Setting, String> part, Setting setting, int base, int least, int most) {
        return Values.whole(setting.text(), part.getOrDefault(setting, Integer.toString(base)), least, most);
    }

    /**
     * A grid as the text that gives it again, the same for the same grid.
     *
     * @param grid to write
     * @return YAML as {@link GridFile} reads it
     */
    public static String of(Grid grid) {
        StringBuilder text = new StringBuilder()
                .append("seeds: ")
                .append(grid.seeds().text())
                .append('\n')
                .append("steps: ")
                .append(grid.steps())
                .append('\n')
                .append("clip: ")
                .append(Decimals.text(grid.clip()))
                .append("\ngrids:\n");
        for (Axes part : grid.parts()) {
            String start = "- ";
            for (Map.Entry<Setting, String> entry : settings(part).entrySet()) {
                text.append(start)
                        .append(entry.getKey().text())
                        .append(": ")
                        .append(entry.getValue())
                        .append('\n');
                start = "  ";
            }
        }
        return text.toString();
    }

    private static Map<Setting, String> settings(Axes part) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.LAYERS, list(part.layers().stream().map(String::valueOf)));
        settings.put(Setting.WIDTH, list(part.widths().stream().map(String::valueOf)));
        settings.put(Setting.INIT, list(part.inits().stream().map(init -> init.text())));
        settings.put(Setting.BIAS, list(part.biases().stream().map(Bias::text)));
        settings.put(Setting.UPDATER, list(part.updaters().stream().map(Check::name)));
        settings.put(Setting.LEARNING_RATE, list(part.learningRates().stream().map(Decimals::text)));
        settings.put(Setting.BATCH, list(part.batches().stream().map(String::valueOf)));
        settings.put(Setting.LOSS, list(part.lossScopes().stream().map(Check::name)));
        return settings;
    }

    private static String list(Stream<String> values) {
        return "[" + String.join(", ", values.toList()) + "]";
    }
}
