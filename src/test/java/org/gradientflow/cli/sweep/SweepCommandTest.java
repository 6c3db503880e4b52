package org.gradientflow.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradientflow.cli.ProgramTest;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.recording.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {
    private static final List<Object> SMALL =
            List.of("--layers", "2..4", "--width", "4", "--updater", "sgd,adam", "--seeds", "5", "--steps", "30");

    @TempDir
    private Path folder;

    private Path out;

    private Object[] sweep(Path file, List<?> settings, Object... more) {
        List<Object> all = new ArrayList<>(List.of("sweep", "--out", file));
        all.addAll(settings);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    private void assertRefused(String message, Object... arguments) {
        Cli.assertRefused(folder, message, arguments);
    }

    @Test
    void printsTheRateOfEachCellWithItsInterval() {
        out = folder.resolve("rates.csv");
        Cli result = Cli.run(
                "sweep",
                "two-layer",
                "three-layer-xavier",
                "--seeds",
                "20",
                "--steps",
                "1200",
                "--learning-rate",
                "0.02",
                "--out",
                out);

        assertThat(result.code()).isZero();
        assertThat(result.outLines())
                .anyMatch(line ->
                        line.matches("layers +init +bias +networks +trained +95% interval +silent +95% interval"))
                .anyMatch(line -> line.matches("3 +xavier-uniform +0.1 +20 +100.0% +83.9% to 100.0% .*"))
                .contains("Results: " + out, "Report: gradientflow sweep-report " + out);
        assertThat(result.err()).contains("sweep: 20 of 40 networks", "s left");
    }

    @Test
    void eightProcessesThatShareAGridWriteWhatOneWrites() throws Exception {
        out = folder.resolve("sweep.csv");
        Path one = folder.resolve("one.csv");
        assertThat(Cli.run(sweep(one, SMALL)).code()).isZero();

        for (int index = 1; index <= 8; index += 2) {
            try (Program program = shard(index);
                    Program beside = shard(index + 1)) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                assertThat(beside.exitCode()).as(beside.err()).isZero();
                // A report needs the rows of all shards.
                assertThat(beside.out()).contains("Results: ").doesNotContain("Report: ");
            }
        }

        StringBuilder all = new StringBuilder();
        for (int index = 1; index <= 8; index++) {
            String shard = Files.readString(folder.resolve("sweep." + index + "-of-8.csv"));
            assertThat(shard).isNotEmpty();
            all.append(shard);
        }
        assertThat(all.toString()).isEqualTo(Files.readString(one));
        assertThat(folder.resolve("sweep.grid.yaml")).hasSameTextualContentAs(folder.resolve("one.grid.yaml"));
    }

    private Program shard(int index) throws IOException {
        return Program.startSmall(folder, sweep(out, SMALL, "--shard", index + "/8", "--threads", "1"));
    }

    @Test
    void aKilledSweepGoesOnWithNothingLostOrTwice() throws Exception {
        List<Object> settings = List.of("--width", "4", "--seeds", "1000", "--steps", "20000");
        out = folder.resolve("killed.csv");
        Path one = folder.resolve("one.csv");
        assertThat(Cli.run(sweep(one, settings)).code()).isZero();

        try (Program program = Program.startTuned(folder, sweep(out, settings, "--threads", "1"))) {
            Wait.until("some rows are written", () -> rows(out) > 60);
            program.process().destroyForcibly().waitFor();
        }
        // And the disk lost the second half and a line break: not less, as the sweep may have been done by then.
        String written = Files.readString(out);
        Files.writeString(out, written.substring(0, written.indexOf('\n', written.length() / 2)));

        Cli again = Cli.run(sweep(out, settings));

        assertThat(again.code()).isZero();
        assertThat(again.out())
                .contains(
                        out + ": the last line was cut off; its network is trained again", out + ": continues after ");
        assertThat(out).hasSameBinaryContentAs(one);
        assertThat(Cli.run(sweep(out, settings)).out()).contains(out + ": continues after 1,000 of 1,000 networks");
        assertThat(out).hasSameBinaryContentAs(one);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void ctrlCStopsItBetweenRows() throws Exception {
        ProgramTest.assumeThatCtrlCWorks();
        out = folder.resolve("stopped.csv");
        List<Object> settings = List.of("--width", "4", "--seeds", "100000", "--yes");
        try (Program program = Program.startTuned(folder, sweep(out, settings, "--threads", "2"))) {
            Wait.until("some rows are written", () -> rows(out) > 60);
            Program.interrupt(program.process().toHandle());

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(program.out()).contains("stopped; run the same command again to continue " + out);
            assertThat(program.err()).doesNotContain("Exception");
        }
        assertThat(rows(out)).isBetween(61L, 50_000L);
        assertThat(Files.readString(out)).endsWith("\n");
    }

    private static long rows(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void verifiesSomeNetworksWithDeeplearning4j() {
        out = folder.resolve("verified.csv");
        Cli result = Cli.run(sweep(out, SMALL, "--verify", "6"));

        assertThat(result.code()).isZero();
        assertThat(result.outLines())
                .anyMatch(
                        line -> line.matches(
                                "SGD: DL4J also trained \\d networks; the weights of their first layers differ by at most \\S+ after 30 steps"
                                        + " and by at most \\S+ after 30 .*; networks that trained with only one of the two: 0"))
                .anyMatch(line -> line.startsWith("ADAM: "));
    }

    @Test
    void readsAGridFromAFileAndOptionsGoOverIt() throws IOException {
        Path grid = Files.writeString(
                folder.resolve("grid.yaml"),
                "steps: 9\nseeds: 2\ngrids:\n- case: two-layer\n- layers: 4..5\n  width: 3\n");
        out = folder.resolve("sweep.csv");

        assertThat(Cli.run("sweep", "--grid", grid, "--out", out, "--steps", "7")
                        .code())
                .isZero();

        assertThat(Files.readAllLines(out)).hasSize(1 + 6).anyMatch(line -> line.startsWith("5,3,normal:0.001,"));
        assertThat(Files.readString(folder.resolve("sweep.grid.yaml"))).contains("steps: 7\n", "seeds: 0..1\n");
        assertRefused(
                "both --grid and the command name cases; name them in one place",
                "sweep",
                "two-layer",
                "--grid",
                grid,
                "--out",
                folder.resolve("new.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layers 9..2 | layers 9..2 has no values; write a range as LOW..HIGH",
                "--updater adm | unknown updater 'adm': did you mean adam? (one of sgd, adam)",
                "--seeds 0 | seeds must be from 1 to 1,000,000,000, not 0",
                "--engine dl5j | unknown engine 'dl5j': did you mean dl4j? (one of compiled, dl4j); help: gradientflow sweep --help",
                "--layer 3 | unknown option '--layer': did you mean --layers?; help: gradientflow sweep --help",
                "--shard 9/8 | shard must be from 1 to 8, not 9",
                "--threads 0 | --threads must be from 1 to 1,024, not 0",
                "--threads 1000000000 | --threads must be from 1 to 1,024, not 1,000,000,000",
                "--verify=-1 | --verify must be 0 or more, not -1",
                "--out= | --out must name a file",
            })
    void badOptionsAreOneLine(String options, String message) {
        List<Object> all = new ArrayList<>(List.of("sweep"));
        if (!options.startsWith("--out")) {
            all.addAll(List.of("--out", folder.resolve("new.csv")));
        }
        all.addAll(Arrays.asList((Object[]) options.split(" ")));
        assertRefused(message, all.toArray());
    }

    @Test
    void anUnknownCaseSuggestsTheNearest() {
        Cli result = Cli.run("sweep", "three-layr", "--out", folder.resolve("new.csv"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("gradientflow: unknown case 'three-layr': did you mean three-layer? (one of ")
                .hasLineCount(1);
    }

    @Test
    void aGridThatTakesTooLongAsksForAYes() {
        Path file = folder.resolve("large.csv");
        Cli result = Cli.run("sweep", "--layers", "2..12", "--seeds", "1000000", "--threads", "2", "--out", file);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .matches(
                        "gradientflow: this would train 11,000,000 networks for 10,000 steps each, about \\S+ (hours|days) on 2"
                                + " threads; make the grid smaller, split it with --shard, or confirm with --yes\\R");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void resultsOfAnotherGridAndFoldersThatAreNotThere() throws IOException {
        out = folder.resolve("sweep.csv");
        assertThat(Cli.run(sweep(out, SMALL)).code()).isZero();
        assertRefused(
                folder.resolve("sweep.grid.yaml")
                        + ":3: the results belong to another grid: 'steps: 30' there, 'steps: 31' here; choose another --out",
                sweep(out, SMALL.subList(0, 8), "--steps", "31"));
        Path precious = Files.writeString(folder.resolve("precious.csv"), "precious");
        assertRefused(
                precious + ": exists already, but no precious.grid.yaml beside it; choose another --out",
                sweep(precious, SMALL));
        assertRefused(
                folder.resolve("nowhere") + ": no such file or folder", sweep(folder.resolve("nowhere/a.csv"), SMALL));
        assertRefused(folder + ": is a folder", sweep(folder, SMALL));
    }
}
