package org.gradientflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTextTest {
    private static Grid grid(String... settings) {
        Map<Setting, String> map = new EnumMap<>(Setting.class);
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            map.put(Setting.parse(parts[0], List.of(Setting.values())), parts[1]);
        }
        return Grid.of(GridText.ofCases(List.of()).with(map));
    }

    private static List<String> cells(Grid grid) {
        return LongStream.range(0, grid.cells())
                .mapToObj(cell -> grid.cell(cell).csv())
                .toList();
    }

    @Test
    void theLastSettingVariesFirstAndSeedsBeforeIt() {
        Grid grid = grid("layers=2..3", "width=4", "updater=sgd,adam", "seeds=2", "steps=5");

        assertThat(grid.runs()).isEqualTo(8);
        List<String> starts = new ArrayList<>();
        for (long run = 0; run < grid.runs(); run++) {
            starts.add(Row.start(grid, run));
        }
        assertThat(starts)
                .containsExactly(
                        "2,4,normal:0.001,same,sgd,0.001,1,first-element,0,",
                        "2,4,normal:0.001,same,sgd,0.001,1,first-element,1,",
                        "2,4,normal:0.001,same,adam,0.001,1,first-element,0,",
                        "2,4,normal:0.001,same,adam,0.001,1,first-element,1,",
                        "3,4,normal:0.001,same,sgd,0.001,1,first-element,0,",
                        "3,4,normal:0.001,same,sgd,0.001,1,first-element,1,",
                        "3,4,normal:0.001,same,adam,0.001,1,first-element,0,",
                        "3,4,normal:0.001,same,adam,0.001,1,first-element,1,");
    }

    @Test
    void aRunIsTheExperimentThatRunTrains() {
        Grid grid = Grid.of(
                GridText.ofCases(List.of("two-layer", "autoencoder-adam")).with(Map.of(Setting.SEEDS, "54..55")));

        assertThat(grid.experiment(0)).isEqualTo(Cases.TWO_LAYER.named("sweep"));
        Experiment last = Cases.AUTOENCODER_ADAM.named("sweep").withSeed(55);
        assertThat(grid.experiment(3)).isEqualTo(last);
        assertThat(grid.experiment(3)).isNotEqualTo(last.withSeed(54));
    }

    @Test
    void logarithmicRangesHaveEveryDecadeOrSoManyPointsAtEqualRatios() {
        assertThat(cells(grid("learning-rate=1e-4..1e-1")))
                .extracting(cell -> cell.split(",")[5])
                .containsExactly("0.0001", "0.001", "0.01", "0.1");
        assertThat(cells(grid("init=normal:1e-3..1:7,relu-uniform")))
                .extracting(cell -> cell.split(",")[2])
                .containsExactly(
                        "normal:0.001",
                        "normal:0.003162",
                        "normal:0.01",
                        "normal:0.03162",
                        "normal:0.1",
                        "normal:0.3162",
                        "normal:1.0",
                        "relu-uniform");
    }

    @Test
    void seedsAreANumberOrARange() {
        assertThat(grid("seeds=3").seeds()).isEqualTo(new Seeds(0, 3));
        assertThat(grid("seeds=1000..1002").seeds()).isEqualTo(new Seeds(1000, 3));
        assertThat(grid().seeds()).isEqualTo(new Seeds(0, 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "layers=1 | layers must be from 2 to 1,001, not 1",
                "layers=5..2 | layers 5..2 has no values; write a range as LOW..HIGH",
                "layers=2..2000000000 | layers must be from 2 to 1,001, not 2,000,000,000",
                "layers=two | layers must be a whole number or a range such as 2..10, not 'two'",
                "layers=2,,3 | layers '2,,3' has an empty value; remove a comma or add a value",
                "layers=2..4,3 | layers lists 3 twice; list it once",
                "width=0 | width must be from 1 to 10,000, not 0",
                "init=normal | initialisation normal needs its standard deviation, as in normal:1e-3 (DL4J's NORMAL, 1/sqrt(fanIn), is lecun-normal)",
                "init=normal:1..1e-3 | init 1..1e-3 is not a range: write it as LOW..HIGH, or LOW..HIGH:POINTS",
                "init=normal:1e-3..0.5 | init 1e-3..0.5 is not a whole number of decades; give the number of points, as in 1e-3..0.5:7",
                "init=normal:1e-3..1:1 | init 1e-3..1:1 needs 2 points or more",
                "init=normal:1e-3..1:99999999 | init 1e-3..1:99999999 has more than 10,000 values",
                "bias=sane | bias, unless it is same, must be a number, not 'sane'",
                "updater=adm | unknown updater 'adm': did you mean adam? (one of sgd, adam)",
                "learning-rate=0 | learning-rate must be a positive finite number, not 0.0",
                "learning-rate=0.1,0.10000000000000002 | learning-rate lists 0.10000000000000002 twice; list it once",
                "loss=al | unknown loss 'al': did you mean all? (one of first-element, all)",
                "batch=0 | batch must be from 1 to 100,000, not 0",
                "seeds=0 | seeds must be from 1 to 1,000,000,000, not 0",
                "seeds=9..1 | seeds must be from 1 to 1,000,000,000, not -7",
                "seeds=many | seeds must be a number of seeds or FIRST..LAST, not 'many'",
                "steps=0 | steps must be from 1 to 1,000,000,000, not 0",
                "steps=5,6 | steps has one value for the whole sweep, not '5,6'",
                "clip=-1 | clip must be a positive finite number, not -1.0",
                "case=two-lyer | unknown case 'two-lyer': did you mean two-layer? (one of two-layer, three-layer, three-layer-xavier, three-layer-xavier-adam, autoencoder, autoencoder-adam, batch-first-element, three-layer-adam)",
            })
    void whatCannotBeReadIsOneLine(String setting, String message) {
        assertThatThrownBy(() -> grid(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void networksAndGridsThatAreTooLargeAreRefused() {
        assertThatThrownBy(() -> grid("layers=1000", "width=1000"))
                .hasMessageStartingWith(
                        "a network of 1000 layers of width 1000 has 999,001,001 parameters, and at most");
        String many = "1e-9..1:9999";
        assertThatThrownBy(() -> grid("learning-rate=" + many, "init=normal:" + many))
                .hasMessage("cells of the grid must be from 1 to 1,000,000, not 99,980,001");
    }

    @Test
    void partsMayNotShareACellButEqualOnesAreOne() {
        GridText cases = GridText.ofCases(List.of("three-layer", "three-layer-adam"));
        assertThat(Grid.of(cases.with(Map.of(Setting.UPDATER, "sgd,adam"))).cells())
                .isEqualTo(2);

        GridText overlapping = new GridText(
                List.of(Map.of(Setting.LAYERS, "2..5"), Map.of(Setting.LAYERS, "7"), Map.of(Setting.LAYERS, "5..6")));
        assertThatThrownBy(() -> Grid.of(overlapping))
                .hasMessage("parts 1 and 3 of the grid have a cell in common; list each cell once");

        GridText sameInARow = new GridText(List.of(
                Map.of(Setting.LEARNING_RATE, "0.1"), Map.of(Setting.LEARNING_RATE, "0.10000000000000002,0.2")));
        assertThatThrownBy(() -> Grid.of(sameInARow))
                .hasMessage("parts 1 and 2 of the grid have a cell in common; list each cell once");
    }

    @Test
    void theTextOfAGridGivesItAgain() throws Exception {
        Grid grid = Grid.of(GridText.ofCases(List.of("two-layer", "autoencoder"))
                .with(Map.of(Setting.INIT, "normal:1e-3..1:4,relu", Setting.CLIP, "Infinity", Setting.SEEDS, "7")));
        Path file = Files.createTempFile("grid", ".yaml");
        try {
            Files.writeString(file, grid.text());
            Grid again = Grid.of(GridFile.read(file));

            assertThat(cells(again)).isEqualTo(cells(grid)).hasSize(10);
            assertThat(again.seeds()).isEqualTo(grid.seeds());
            assertThat(again.experiment(0).clip()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(again.text()).isEqualTo(grid.text());
        } finally {
            Files.delete(file);
        }
    }
}
