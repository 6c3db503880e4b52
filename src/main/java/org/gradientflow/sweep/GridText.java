package org.gradientflow.sweep;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;

/**
 * A grid as a person writes it: settings and their values as text, a map a part. A part has the settings of its case, by default
 * the original's three-layer net, where it does not set something else.
 *
 * @param parts each with the settings of its own
 */
public record GridText(List<Map<Setting, String>> parts) {
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
     * Sets something in every part and replaces what it had.
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

    /** The seeds of the sweep. */
    Seeds seeds() {
        return Seeds.parse(parts.get(0).getOrDefault(Setting.SEEDS, Integer.toString(Seeds.DEFAULT_COUNT)));
    }

    /** An experiment with the settings of the whole sweep, as the first part has them. */
    Experiment base() {
        Experiment base = Cell.BLANK;
        for (Setting setting : Setting.ofTheSweep()) {
            String text = list(parts.get(0), setting);
            List<Experiment> variants = setting.property().variants(base, setting.text(), text);
            if (variants.size() > 1) {
                throw new IllegalArgumentException(
                        setting.text() + " has one value for the whole sweep, not '" + text + "'");
            }
            base = variants.get(0);
        }
        return base;
    }

    /** What a part, or else its case, sets. */
    static String list(Map<Setting, String> part, Setting setting) {
        Experiment base = Cases.named(part.getOrDefault(Setting.CASE, Cases.THREE_LAYER.name()));
        return part.getOrDefault(setting, setting.property().text(base));
    }
}
