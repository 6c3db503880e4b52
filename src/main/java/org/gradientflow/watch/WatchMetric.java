package org.gradientflow.watch;

import java.util.List;
import java.util.stream.Collectors;

/** The metrics of a watch, described once: {@link #table} is the documentation. */
public enum WatchMetric {
    /** Of the weights, before clipping and updater. */
    GRADIENT(
            "gradientflow.gradient.std",
            "gauge",
            List.of("layer"),
            "standard deviation of the weights' raw gradient about 0"),
    /** A thousandth is usual. */
    UPDATE_RATIO("gradientflow.update.ratio", "gauge", List.of("layer"), "size of the update, relative to the weights"),
    /** For batches of 8 rows and more. */
    UNITS_DEAD(
            "gradientflow.units.dead",
            "gauge",
            List.of("layer"),
            "share of the units that are off for every row of a batch"),
    /** Of the last step that was looked at. */
    LOSS("gradientflow.loss", "gauge", List.of(), "loss of the step, with regularisation"),
    /** Each cause counts once. */
    FINDINGS("gradientflow.findings", "counter", List.of("cause", "severity"), "alarms so far");

    private final String id;
    private final String kind;
    private final List<String> tags;
    private final String description;

    WatchMetric(String id, String kind, List<String> tags, String description) {
        this.id = id;
        this.kind = kind;
        this.tags = tags;
        this.description = description;
    }

    /**
     * The name in the registry.
     *
     * @return lower case with dots
     */
    public String id() {
        return id;
    }

    /**
     * What it counts or measures.
     *
     * @return a clause without a full stop
     */
    public String description() {
        return description;
    }

    /**
     * All metrics as a table in Markdown.
     *
     * @return a heading, and a line for each
     */
    public static String table() {
        return List.of(values()).stream()
                .map(one -> "| `%s` | %s | %s | %s |%n"
                        .formatted(
                                one.id,
                                one.kind,
                                one.tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")),
                                one.description)
                        .replace(System.lineSeparator(), "\n"))
                .collect(Collectors.joining("", "| name | kind | tags | meaning |\n|---|---|---|---|\n", ""));
    }
}
