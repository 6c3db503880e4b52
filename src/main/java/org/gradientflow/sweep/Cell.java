package org.gradientflow.sweep;

import java.util.List;
import java.util.stream.Collectors;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;

/**
 * One cell of a grid: what is trained, but for the seed.
 *
 * @param experiment whose seed means nothing, and whose settings of the whole sweep mean nothing where the cell was read from
 *     results
 */
public record Cell(Experiment experiment) {
    /** An experiment of a sweep before anything is set. */
    static final Experiment BLANK = Cases.THREE_LAYER.named("sweep");

    /** The names of the columns of {@link #csv}. */
    public static final String COLUMNS =
            Setting.ofACell().stream().map(Setting::column).collect(Collectors.joining(","));

    /**
     * The cell's columns of a row.
     *
     * @return its values in the order of {@link #COLUMNS}
     */
    public String csv() {
        return Setting.ofACell().stream().map(this::text).collect(Collectors.joining(","));
    }

    /**
     * The value of one setting, as {@link #csv} has it.
     *
     * @param setting of a cell
     * @return for example {@code normal:0.001}
     */
    public String text(Setting setting) {
        return setting.property().text(experiment);
    }

    /** Reads {@link #csv} back from the first columns of a row. */
    static Cell parse(String[] columns) {
        List<Setting> settings = Setting.ofACell();
        Experiment experiment = BLANK;
        for (int i = 0; i < settings.size(); i++) {
            experiment = settings.get(i).property().parse(experiment, columns[i]);
        }
        return new Cell(experiment);
    }
}
