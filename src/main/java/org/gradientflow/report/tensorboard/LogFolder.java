package org.gradientflow.report.tensorboard;

import java.util.Locale;
import org.gradientflow.experiment.Experiment;

/** Names the folder of a case after the original's {@code train_log_layer2} and {@code train_log_layer3}. */
public final class LogFolder {
    /** The event files in such a folder, as a glob. */
    public static final String FILES = "events.out.tfevents.*.gradientflow";

    private LogFolder() {}

    /**
     * {@code train_log_layerN}, N layers with weights, then the case's name without its own count of layers: {@code
     * two-layer} has {@code train_log_layer2}, {@code three-layer-xavier-adam} has {@code train_log_layer3_xavier_adam} and
     * {@code autoencoder} has {@code train_log_layer3_autoencoder}.
     *
     * @param experiment a case
     * @return the name
     */
    public static String of(Experiment experiment) {
        String rest = experiment.name().toLowerCase(Locale.ROOT).replaceFirst("^(two|three)-layer(-|$)", "");
        return "train_log_layer" + experiment.weightLayers() + (rest.isEmpty() ? "" : "_" + rest.replace('-', '_'));
    }
}
