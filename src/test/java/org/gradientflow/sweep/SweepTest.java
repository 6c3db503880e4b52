package org.gradientflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.sweep.engine.Engine;
import org.gradientflow.sweep.engine.Engines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Grid GRID = grid("2..4", "7");

    @TempDir
    private Path folder;

    private Path file;

    /** Keeps a loop from being optimised away. */
    private static volatile long sink;

    private static Grid grid(String layers, String seeds) {
        return Grid.of(
                Map.of(Setting.LAYERS, layers, Setting.UPDATER, "sgd,adam", Setting.SEEDS, seeds, Setting.STEPS, "5"));
    }

    @BeforeEach
    void names() {
        file = folder.resolve("sweep.csv");
    }

    private static boolean run(Path file, Shard shard, int threads, BooleanSupplier stop) throws IOException {
        try (Sweep sweep = Sweep.open(GRID, new FakeEngine(), shard, file)) {
            return sweep.run(threads, stop, next -> {});
        }
    }

    private byte[] whole() throws IOException {
        Path other = Files.createDirectories(folder.resolve("whole")).resolve("sweep.csv");
        run(other, Shard.WHOLE, 1, () -> false);
        return Files.readAllBytes(other);
    }

    @Test
    void hasARowForEachNetworkInTheGridsOrder() throws IOException {
        assertThat(run(file, Shard.WHOLE, 2, () -> false)).isTrue();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1 + 42);
        assertThat(lines.get(0))
                .isEqualTo("layers,width,init,bias,updater,learningRate,batch,lossScope,seed,trained,loss,slope,"
                        + "gradientStdStart,gradientStd,relativeDisplacement,deadUnits,silent");
        for (int run = 0; run < 42; run++) {
            assertThat(lines.get(run + 1)).startsWith(Row.start(GRID, run));
            assertThat(Row.parse(lines.get(run + 1)).seed()).isEqualTo(run % 7);
        }
        assertThat(Files.readString(file)).endsWith("\n").doesNotContain("\r");
    }

    @Test
    void trainsASmallGridWithoutAFile() throws IOException {
        Path results = folder.resolve("compiled.csv");
        try (Sweep sweep = Sweep.open(GRID, Engines.COMPILED, Shard.WHOLE, results)) {
            sweep.run(1, () -> false, next -> {});
        }

        assertThat(Sweep.train(GRID)).hasSize(6).isEqualTo(Results.read(results));
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() throws IOException {
        byte[] one = whole();
        for (int threads : new int[] {2, 5}) {
            Path other = folder.resolve(threads + ".csv");
            run(other, Shard.WHOLE, threads, () -> false);
            assertThat(other).hasBinaryContent(one);
        }
    }

    /** Threads are stopped anywhere and go on later, on another core: no result may depend on who is first. */
    @Test
    void aBusyMachineChangesNoBit() throws Exception {
        Path alone = folder.resolve("alone.csv");
        compiled(alone, 1);
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> others = Stream.generate(() -> new Thread(() -> burn(stop)))
                .limit(2L * Runtime.getRuntime().availableProcessors())
                .toList();
        others.forEach(Thread::start);
        try {
            for (int threads : new int[] {2, 4, 7}) {
                Path beside = folder.resolve("beside-" + threads + ".csv");
                compiled(beside, threads);
                assertThat(beside).hasSameBinaryContentAs(alone);
            }
        } finally {
            stop.set(true);
            for (Thread other : others) {
                other.join();
            }
        }
    }

    private static void compiled(Path file, int threads) throws IOException {
        Grid grid = Grid.of(Map.of(
                Setting.LAYERS, "2..3", Setting.UPDATER, "sgd,adam", Setting.SEEDS, "150", Setting.STEPS, "200"));
        try (Sweep sweep = Sweep.open(grid, Engines.COMPILED, Shard.WHOLE, file)) {
            sweep.run(threads, () -> false, next -> {});
        }
    }

    private static void burn(AtomicBoolean stop) {
        long state = 1;
        while (!stop.get()) {
            state = state * 6_364_136_223_846_793_005L + 1;
        }
        sink = state;
    }

    @Test
    void goesOnWhereverItWasCutOff() throws IOException {
        byte[] whole = whole();
        GridRecord.claim(file, file, GRID, new FakeEngine());
        int lastLines = new String(whole, StandardCharsets.UTF_8).indexOf("4,16,normal:0.001,same,adam");
        List<Integer> lengths = new ArrayList<>(List.of(0, 1, Row.HEADER.length(), Row.HEADER.length() + 1));
        for (int length = lastLines; length <= whole.length; length++) {
            lengths.add(length);
        }
        for (int length : lengths) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (Sweep sweep = Sweep.open(GRID, new FakeEngine(), Shard.WHOLE, file)) {
                assertThat(sweep.repaired()).isEqualTo(length > 0 && whole[length - 1] != '\n');
                assertThat(sweep.run(2, () -> false, next -> {})).isTrue();
            }
            assertThat(file).as("cut off after %d bytes", length).hasBinaryContent(whole);
        }
    }

    @Test
    void aStoppedSweepIsWholeUpToThereAndGoesOn() throws IOException {
        AtomicLong next = new AtomicLong();
        try (Sweep sweep = Sweep.open(GRID, new FakeEngine(), Shard.WHOLE, file)) {
            assertThat(sweep.run(2, () -> next.get() > 0, next::set)).isFalse();
        }

        // At least the block whose writing stops it, at most those that two threads may be ahead.
        assertThat(Files.readAllLines(file)).hasSizeBetween(1 + FakeEngine.AT_ONCE, 1 + 28);
        assertThat(Files.readString(file)).endsWith("\n");

        assertThat(run(file, Shard.WHOLE, 2, () -> false)).isTrue();
        assertThat(file).hasBinaryContent(whole());
    }

    @Test
    void shardsOneAfterAnotherAreOneRun() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int index = 1; index <= 8; index++) {
            run(file, new Shard(index, 8), 2, () -> false);
            all.append(Files.readString(folder.resolve("sweep." + index + "-of-8.csv")));
        }
        assertThat(all.toString()).isEqualTo(new String(whole(), StandardCharsets.UTF_8));
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("sweep.grid.yaml")).exists();
    }

    @Test
    void shardFilesSortInTheirOrder() {
        assertThat(GridRecord.shard(file, new Shard(3, 16))).hasFileName("sweep.03-of-16.csv");
    }

    private void assertRefused(Grid grid, Engine engine, String message) throws IOException {
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
        assertThatThrownBy(() -> Sweep.open(grid, engine, Shard.WHOLE, file).close())
                .isInstanceOf(BadFileException.class)
                .hasMessage(message);
        if (before != null) {
            assertThat(file).hasBinaryContent(before);
        }
    }

    @Test
    void resultsOfAnotherGridAreLeftAlone() throws IOException {
        run(file, Shard.WHOLE, 2, () -> false);
        Path record = folder.resolve("sweep.grid.yaml");

        assertRefused(
                grid("2..4", "8"),
                new FakeEngine(),
                record
                        + ":2: the results belong to another grid: 'seeds: 0..6' there, 'seeds: 0..7' here; choose another --out");
        assertRefused(
                grid("2..3", "7"),
                new FakeEngine(),
                record
                        + ":6: the results belong to another grid: '- layers: [2, 3, 4]' there, '- layers: [2, 3]' here; choose another --out");
        assertRefused(
                GRID,
                Engines.DL4J,
                record
                        + ":1: the results belong to another grid: '# gradientflow sweep --engine fake' there, '# gradientflow sweep"
                        + " --engine dl4j' here; choose another --out");
        Files.delete(record);
        assertRefused(
                GRID,
                new FakeEngine(),
                file + ": exists already, but no sweep.grid.yaml beside it; choose another --out");
    }

    @Test
    void aDamagedLineIsNamedAndNothingChanges() throws IOException {
        run(file, Shard.WHOLE, 2, () -> false);
        List<String> lines = Files.readAllLines(file);
        String go = "; delete this line and all below it to continue from there";

        damage(lines, 4, lines.get(4).replace("normal", "norm"));
        assertRefused(GRID, new FakeEngine(), file + ":5: " + unknownInit() + go);
        damage(lines, 42, "2,16");
        assertRefused(
                GRID,
                new FakeEngine(),
                file + ":43: is not a row of a sweep, which has 17 columns; this line has 2" + go);
        damage(lines, 3, lines.get(3).replaceFirst("true|false", "maybe"));
        assertRefused(GRID, new FakeEngine(), file + ":4: is not a row that sweep wrote" + go);
        damage(lines, 3, lines.get(2));
        assertRefused(GRID, new FakeEngine(), file + ":4: belongs to another grid; choose another --out");
        damage(lines, 0, "precious");
        assertRefused(
                GRID, new FakeEngine(), file + ":1: is not the header of a sweep's results; choose another --out");
        damage(lines, 42, lines.get(42) + "\n" + lines.get(42));
        assertRefused(
                GRID, new FakeEngine(), file + ":44: the file has more rows than this grid; choose another --out");
    }

    @Test
    void rowsOfAnOlderVersionAreLeftAlone() throws IOException {
        run(file, Shard.WHOLE, 2, () -> false);
        List<String> lines = Files.readAllLines(file);
        String older = ": an older version wrote these rows without the column silent; choose another --out"
                + " (sweep-report can still read this file)";

        damage(lines, 0, Row.HEADER.replace(",silent", ""));
        assertRefused(GRID, new FakeEngine(), file + ":1" + older);
        damage(lines, 1, lines.get(1).replaceFirst(",[^,]*$", ""));
        assertRefused(GRID, new FakeEngine(), file + ":2" + older);
    }

    private static String unknownInit() {
        try {
            Cell.parse("2,16,norm:0.001,same,sgd,0.001,1,first-element".split(","));
        } catch (IllegalArgumentException unknown) {
            return unknown.getMessage();
        }
        throw new AssertionError("norm is no initialisation");
    }

    private void damage(List<String> lines, int index, String line) throws IOException {
        List<String> damaged = new ArrayList<>(lines);
        damaged.set(index, line);
        Files.writeString(file, String.join("\n", damaged) + "\n");
    }

    @Test
    void twoSweepsDoNotWriteOneFile() throws IOException {
        Sweep first = Sweep.open(GRID, new FakeEngine(), Shard.WHOLE, file);
        try (first) {
            assertRefused(GRID, new FakeEngine(), file + ": another sweep is writing it");
        }
        assertThat(run(file, Shard.WHOLE, 1, () -> false)).isTrue();
    }

    @Test
    void anotherProcessHasToWaitUntilItIsClosed() throws Exception {
        run(file, Shard.WHOLE, 1, () -> false);
        Sweep again = Sweep.open(GRID, new FakeEngine(), Shard.WHOLE, file);
        try (again) {
            assertThat(OtherProcess.locks(file)).isFalse();
            Path otherwise = file.resolveSibling(".").resolve(file.getFileName());
            for (Path name : List.of(file, otherwise)) {
                assertThatThrownBy(() -> Sweep.open(GRID, new FakeEngine(), Shard.WHOLE, name))
                        .isInstanceOf(BadFileException.class);
            }
            assertThat(OtherProcess.locks(file)).isFalse();
        }
        assertThat(OtherProcess.locks(file)).isTrue();
    }

    @Test
    void anErrorOfTheEngineIsTheSweeps() throws IOException {
        Error large = new OutOfMemoryError("of the engine");
        Engine broken = FakeEngine.that((first, count, stop) -> {
            throw large;
        });
        try (Sweep sweep = Sweep.open(GRID, broken, Shard.WHOLE, file)) {
            assertThatThrownBy(() -> sweep.run(2, () -> false, next -> {})).isSameAs(large);
        }
    }

    @Test
    void aFailureOfTheEngineIsTheSweeps() throws IOException {
        Engine broken = FakeEngine.that((first, count, stop) -> {
            throw new IllegalStateException("out of order");
        });
        try (Sweep sweep = Sweep.open(GRID, broken, Shard.WHOLE, file)) {
            assertThatThrownBy(() -> sweep.run(2, () -> false, next -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("out of order");
        }
        assertThat(file).hasContent(Row.HEADER);
    }
}
