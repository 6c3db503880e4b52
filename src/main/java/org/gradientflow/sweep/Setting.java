package org.gradientflow.sweep;

import java.util.Arrays;
import java.util.List;
import org.gradientflow.experiment.Check;

/** What can be set in a grid, by the names of the command line's options. */
public enum Setting {
    /** The named case whose settings hold where nothing else is said. */
    CASE,
    /** Numbers of weight layers. */
    LAYERS,
    /** Widths of the hidden layers. */
    WIDTH,
    /** Initial weights. */
    INIT,
    /** Initial biases. */
    BIAS,
    /** Updaters. */
    UPDATER,
    /** Learning rates. */
    LEARNING_RATE,
    /** Rows a step. */
    BATCH,
    /** What the loss counts. */
    LOSS,
    /** Networks a cell. */
    SEEDS,
    /** Updates of each network. */
    STEPS,
    /** Bound of each gradient element. */
    CLIP;

    /**
     * The name that people write.
     *
     * @return for example {@code learning-rate}
     */
    public String text() {
        return Cell.name(this);
    }

    /** Whether the parts of a grid can differ in it: a file of results has no column for the others. */
    boolean isOfAPart() {
        return compareTo(SEEDS) < 0;
    }

    static Setting parse(String name, List<Setting> allowed) {
        return allowed.stream()
                .filter(setting -> setting.text().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "setting", name, allowed.stream().map(Setting::text).toList()));
    }

    static List<Setting> ofAPart() {
        return Arrays.stream(values()).filter(Setting::isOfAPart).toList();
    }
}
