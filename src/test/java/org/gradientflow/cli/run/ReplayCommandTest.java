package org.gradientflow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientflow.cli.fixture.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code TensorFlowParityTest} compares the numbers themselves with TensorFlow's. */
public class ReplayCommandTest {
    public static final Path INITIAL = Path.of("src", "test", "resources", "reference", "init_normal_seed0.csv")
            .toAbsolutePath();
    public static final Path INPUTS =
            Path.of("src", "test", "resources", "reference", "inputs_seed0.csv").toAbsolutePath();

    @TempDir
    Path folder;

    /** Arguments that replay the three-layer case from the recorded initial values, on the recorded inputs. */
    public static List<Object> recorded(Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("replay", "three-layer", "--initial", INITIAL, "--inputs", INPUTS));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private List<String> replayed(String name, Path inputs, String... more) throws IOException {
        Path out = folder.resolve(name + ".csv");
        List<Object> arguments =
                new ArrayList<>(List.of("replay", name, "--initial", INITIAL, "--inputs", inputs, "--out", out));
        arguments.addAll(Arrays.asList(more));
        Cli result = Cli.run(arguments.toArray());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("wrote " + out + System.lineSeparator());
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        return Files.readAllLines(out);
    }

    private static List<Float> floats(List<String> cells) {
        return cells.stream().map(Float::valueOf).toList();
    }

    @Test
    void everyRowIsFromBeforeItsStepsUpdateAndTheLastHasTheFinalWeights() throws IOException {
        List<String> trace = replayed("three-layer", INPUTS, "--steps=5");

        assertThat(trace.get(0))
                .isEqualTo("step,x0,loss,estimate0,"
                        + IntStream.range(0, 16).mapToObj(i -> "W_" + i).collect(Collectors.joining(",")));
        assertThat(trace).hasSize(7);
        List<String> inputs = Files.readAllLines(INPUTS);
        for (int step = 0; step < 5; step++) {
            List<String> cells = List.of(trace.get(step + 1).split(","));
            assertThat(cells).hasSize(20);
            assertThat(cells.get(0)).isEqualTo(Integer.toString(step));
            assertThat(Float.valueOf(cells.get(1))).isEqualTo(Float.valueOf(inputs.get(step)));
            float error = Float.parseFloat(cells.get(1)) - Float.parseFloat(cells.get(3));
            assertThat(Float.parseFloat(cells.get(2))).isEqualTo(error * error);
        }
        List<String> given = List.of(Files.readAllLines(INITIAL).get(0).split(","));
        assertThat(floats(List.of(trace.get(1).split(",")).subList(4, 20))).isEqualTo(floats(given.subList(3, 19)));
        assertThat(trace.get(6)).startsWith("5,,,,").isNotEqualTo(trace.get(5));
        assertThat(floats(List.of(trace.get(6).split(",")).subList(4, 20))).hasSize(16);
    }

    @Test
    void withoutTheOptionStepsEveryInputIsUsed() throws IOException {
        Path inputs = Files.write(folder.resolve("inputs.txt"), List.of("0.5", "-0.25", "1"));

        assertThat(replayed("two-layer", inputs)).hasSize(5).last().asString().startsWith("3,,,,");
    }

    @Test
    void eachLineOfTheInputsIsABatch() throws IOException {
        String line = IntStream.range(0, 32).mapToObj(i -> i + "e-2").collect(Collectors.joining(","));
        Path inputs = Files.write(folder.resolve("inputs.txt"), List.of(line, line));

        List<String> trace = replayed("autoencoder", inputs);

        assertThat(trace).hasSize(4);
        assertThat(trace.get(1)).startsWith("0,0.0,");
        assertThat(trace.get(1).split(",")[2]).isNotEqualTo(trace.get(2).split(",")[2]);
    }
}
