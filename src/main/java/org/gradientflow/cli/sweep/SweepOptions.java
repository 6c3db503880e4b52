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
import picocli.CommandLine.Option;

/** Options that say what a sweep trains. What is not given stays as the case has it. */
public final class SweepOptions {
    @Option(names = "--grid", paramLabel = "FILE", description = "A grid in YAML or JSON; options go over it.")
    public Path grid;

    @Option(names = "--layers", paramLabel = "LIST", description = "Weight layers: 2..10 or 2,3,5.")
    String layers;

    @Option(names = "--width", paramLabel = "LIST", description = "Units of each hidden layer: 4,16.")
    String width;

    @Option(
            names = "--init",
            paramLabel = "LIST",
            description = "Initial weights: normal:1e-3,xavier-uniform; normal:1e-3..1:7 are 7 at equal ratios.")
    String init;

    @Option(names = "--bias", paramLabel = "LIST", description = "Initial biases: same,0,0.1.")
    String bias;

    @Option(names = "--updater", paramLabel = "LIST", description = "sgd,adam.")
    String updater;

    @Option(
            names = "--learning-rate",
            paramLabel = "LIST",
            description = "Learning rates: 1e-4..1e-1 is every power of ten, 1e-4..1e-1:7 are 7 at equal ratios.")
    String learningRate;

    @Option(names = "--batch", paramLabel = "LIST", description = "Rows a step: 1,32.")
    String batch;

    @Option(names = "--loss", paramLabel = "LIST", description = "What the loss counts: first-element,all.")
    String loss;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Networks a cell: 100 are the seeds 0 to 99; or FIRST..LAST (" + GridText.SEEDS + ").")
    String seeds;

    @Option(names = "--steps", paramLabel = "N", description = "Parameter updates of each (10000).")
    String steps;

    @Option(
            names = "--clip",
            paramLabel = "BOUND",
            description = "Bound of each gradient element (4.5); Infinity for none.")
    String clip;

    private Map<Setting, String> given() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        put(given, Setting.LAYERS, layers);
        put(given, Setting.WIDTH, width);
        put(given, Setting.INIT, init);
        put(given, Setting.BIAS, bias);
        put(given, Setting.UPDATER, updater);
        put(given, Setting.LEARNING_RATE, learningRate);
        put(given, Setting.BATCH, batch);
        put(given, Setting.LOSS, loss);
        put(given, Setting.SEEDS, seeds);
        put(given, Setting.STEPS, steps);
        put(given, Setting.CLIP, clip);
        return given;
    }

    private static void put(Map<Setting, String> given, Setting setting, String text) {
        if (text != null) {
            given.put(setting, text);
        }
    }

    /**
     * The grid of the options.
     *
     * @param cases that the options vary; empty for a file's, or the three-layer net
     * @throws BadInputException when something in it can't be used
     */
    public Grid grid(List<String> cases) throws IOException {
        if (grid != null && !cases.isEmpty()) {
            throw new BadInputException("cases are named either in --grid or before the options, not both");
        }
        try {
            GridText text = grid == null ? GridText.ofCases(cases) : GridFile.read(grid);
            return text.with(given()).grid();
        } catch (IllegalArgumentException wrong) {
            throw new BadInputException(wrong.getMessage());
        }
    }
}
