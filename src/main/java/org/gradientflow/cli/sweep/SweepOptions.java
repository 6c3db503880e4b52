package org.gradientflow.cli.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.sweep.Grid;
import org.gradientflow.sweep.GridFile;
import org.gradientflow.sweep.GridText;
import org.gradientflow.sweep.Setting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say what a sweep trains: a grid's file, and an option for each {@link Setting}. */
public final class SweepOptions {
    @Option(
            names = "--grid",
            paramLabel = "FILE",
            description = "A grid in YAML or JSON; the options override what it sets.")
    public Path grid;

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    /** Called by picocli. */
    @Spec
    void addSettings(CommandSpec options) {
        for (Setting setting : Setting.values()) {
            if (!setting.help().isEmpty()) {
                options.addOption(option(setting));
            }
        }
    }

    private OptionSpec option(Setting setting) {
        return OptionSpec.builder("--" + setting.text())
                .type(String.class)
                .paramLabel(setting.label())
                .description(setting.help())
                .setter(new ISetter() {
                    @Override
                    public <T> T set(T text) {
                        if (text == null) {
                            given.remove(setting);
                        } else {
                            given.put(setting, (String) text);
                        }
                        return text;
                    }
                })
                .build();
    }

    /**
     * The grid of the options.
     *
     * @param cases that the options vary; empty for a file's, or the three-layer net
     * @throws BadInputException when something in it can't be used
     */
    public Grid grid(List<String> cases) throws IOException {
        if (grid != null && !cases.isEmpty()) {
            throw new BadInputException("both --grid and the command name cases; name them in one place");
        }
        try {
            GridText text = grid == null ? GridText.ofCases(cases) : GridFile.read(grid);
            return Grid.of(text.with(given));
        } catch (IllegalArgumentException wrong) {
            throw new BadInputException((grid == null ? "" : grid + ": ") + wrong.getMessage());
        }
    }
}
