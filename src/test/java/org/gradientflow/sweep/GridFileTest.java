package org.gradientflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridFileTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static final String YAML = """
            # two parts
            seeds: 50
            updater: [sgd, adam]
            grids:
            - case: two-layer
            - layers: 3..5
              init: ['normal:1e-3..1e-2', relu]
              bias: [same, 0.1]
            """;

    private static final String JSON = """
            {"seeds": 50, "updater": ["sgd", "adam"], "grids": [
            \t{"case": "two-layer"},
            \t{"layers": "3..5", "init": ["normal:1e-3..1e-2", "relu"], "bias": ["same", 0.1]}]}
            """;

    @Test
    void yamlAndJsonSayTheSame() throws IOException {
        Grid yaml = Grid.of(GridFile.read(write("grid.yaml", YAML)));
        Grid json = Grid.of(GridFile.read(write("grid.json", JSON)));

        assertThat(yaml.text()).isEqualTo(json.text());
        assertThat(yaml.cells()).isEqualTo(2 + 3 * 3 * 2 * 2);
        assertThat(yaml.runs()).isEqualTo(50 * yaml.cells());
        assertThat(yaml.cell(0).csv()).isEqualTo("2,16,normal:0.001,same,sgd,0.001,1,first-element");
        assertThat(yaml.cell(2).csv()).isEqualTo("3,16,normal:0.001,same,sgd,0.001,1,first-element");
    }

    @Test
    void aPartNeedsNoList() throws IOException {
        assertThat(Grid.of(GridFile.read(write("grid.yaml", "layers: 2..4\nwidth: 4")))
                        .cells())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "layer: 3 | : unknown setting 'layer': did you mean layers? (one of case, layers, width, init, bias, updater,"
                        + " learning-rate, batch, loss, seeds, steps, clip)",
                "grids: [{seeds: 3}] | : unknown setting 'seeds' (one of case, layers, width, init, bias,"
                        + " updater, learning-rate, batch, loss)",
                "layers: 3\\nlayers: 4 | :2: Duplicate field 'layers'",
                "layers: {a: 1} | : layers must be a value, a range or a list of them",
                "layers: [] | : layers must be a value, a range or a list of them",
                "layers: | : layers must be a value, a range or a list of them",
                "grids: 3 | : grids must be a list of settings",
                "grids: [] | : grids must be a list of settings",
                "grids: [3] | : grids must be a list of settings",
                "just words | : is not a grid: it needs settings, as in layers: 2..10",
                "`` | : is not a grid: it needs settings, as in layers: 2..10",
                "layers: [2 | :1: while parsing a flow sequence",
            })
    void whatCannotBeReadIsNamed(String text, String message) throws IOException {
        Path file = write("grid.yaml", text.replace("\\n", "\n"));
        assertThatThrownBy(() -> GridFile.read(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + message);
    }

    @Test
    void filesThatAreNoText() throws IOException {
        Path binary = Files.write(folder.resolve("grid.yaml"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> GridFile.read(binary)).hasMessage(binary + ": is not text in UTF-8");
        assertThatThrownBy(() -> GridFile.read(folder)).hasMessage(folder + ": is a folder");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[1_000_001]);
        assertThatThrownBy(() -> GridFile.read(large))
                .hasMessage(large + ": is too large for a grid file; give a file with settings, as in layers: 2..10");
    }
}
