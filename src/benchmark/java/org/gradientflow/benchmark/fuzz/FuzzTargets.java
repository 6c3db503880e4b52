package org.gradientflow.benchmark.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.cli.Main;
import org.gradientflow.cli.doctor.DoctorInput;
import org.gradientflow.cli.sweep.SweepOptions;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.Problems;
import org.gradientflow.recording.SavedStats;
import org.gradientflow.report.data.RunData;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.FindingRecord;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.storage.RunSummary;
import org.gradientflow.storage.foreign.SavedModel;
import org.gradientflow.storage.table.ColumnList;
import org.gradientflow.sweep.GridRecord;
import org.gradientflow.sweep.Results;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine;

/** All readers of this program, with valid input for each. */
final class FuzzTargets {
    private static final int MOST_ARGUMENTS = 500;

    private final Path folder;
    private final Path run;
    private final Path model;
    private final List<FuzzTarget> all = new ArrayList<>();

    private FuzzTargets(Path folder) throws IOException {
        this.folder = folder;
        run = folder.resolve("run");
        model = folder.resolve("model.zip");
        if (!Files.exists(model)) {
            ForeignFiles.save(model, ForeignFiles.classifier());
        }
    }

    /**
     * Writes valid files and makes the targets.
     *
     * @param folder for the files
     */
    static List<FuzzTarget> in(Path folder) throws IOException {
        FuzzTargets targets = new FuzzTargets(folder);
        targets.options();
        targets.grids();
        targets.sweeps();
        targets.runs();
        targets.tables();
        targets.models();
        return List.copyOf(targets.all);
    }

    private void add(String name, int share, List<byte[]> valid, Path file, FuzzTarget.Reader reader) {
        all.add(new FuzzTarget(name, share, valid, file, reader));
    }

    /** A file that is damaged in place; the message about it names the file or its folder. */
    private void addFile(String name, int share, Path file, Path named, FuzzTarget.Reader reader) throws IOException {
        byte[] valid = Files.readAllBytes(file);
        add(name, share, List.of(valid), named, input -> {
            Files.write(file, input);
            try {
                reader.read(input);
            } finally {
                Files.write(file, valid);
            }
        });
    }

    private static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** One argument a line. The last argument is refused after all others were read, so that nothing is trained. */
    private void options() {
        add(
                "options of sweep",
                8,
                texts(
                        "--layers\n2..5\n--width\n4,16\n--init\nnormal:1e-3..1:4,xavier-uniform\n--seeds\n0..9\n--steps\n100",
                        "two-layer\n--bias\nsame,0.1\n--updater\nsgd,adam\n--learning-rate\n1e-4..1e-1:7\n--clip\nInfinity",
                        "--batch\n1,32\n--loss\nfirst-element,all\n--shard\n3/8\n--engine\ncompiled\n--verify\n2\n--yes"),
                null,
                input -> command("--threads must be ", arguments("sweep", input, "--threads=0")));
        add(
                "options of run",
                8,
                texts(
                        "two-layer\nthree-layer\n--steps\n100\n--seed\n7\n--batch\n3\n--learning-rate\n1e-3\n--updater\nadam",
                        "--init\nnormal:0.1\n--bias\nsame\n--loss\nall\n--clip\n4.5\n--no-ui\n--every\n10\n--no-diagnosis",
                        "two-layer\n--parallel\n--trace\n--port\n9000\n--host\n127.0.0.1"),
                null,
                input -> command("exists already", arguments("run", input, "--out=" + run)));
        add(
                "options of all",
                8,
                texts(
                        "resume\nmodel.zip\n--steps\n10\n--out\nfolder",
                        "ui\nfolder\n--port\n9000",
                        "report\nfolder",
                        "doctor\nmodel.zip\n--data\na.csv\n--features\n0-3,7\n--labels\n8\n--shape\n1,2,2\n--allow\na.B\n--json",
                        "replay\nfolder\n--seed\n3",
                        "export-tensorboard\nfolder\n--out\nlogs",
                        "sweep-report\nsweep.csv\n--out\nfolder"),
                null,
                input -> parsed(arguments("", input, "")));
    }

    private static String[] arguments(String command, byte[] input, String last) {
        Stream<String> given = Arrays.stream(new String(input, StandardCharsets.UTF_8).split("\n", -1));
        // Not thousands: picocli copies all arguments for each unknown one.
        return Stream.concat(Stream.concat(Stream.of(command), given.limit(MOST_ARGUMENTS)), Stream.of(last))
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new);
    }

    private static void parsed(String... arguments) {
        try {
            Main.commandLine().parseArgs(arguments);
        } catch (CommandLine.ParameterException refused) {
            throw new BadInputException(Problems.line(refused));
        }
    }

    /** Ends with help or with one line; the line is no refusal when it is about the last argument. */
    private static void command(String end, String... arguments) {
        StringWriter error = new StringWriter();
        StringWriter out = new StringWriter();
        CommandLine line =
                Main.commandLine().setErr(new PrintWriter(error, true)).setOut(new PrintWriter(out, true));
        int code = line.execute(arguments);
        List<String> lines = error.toString().lines().toList();
        if (code == 2 && lines.size() == 1 && lines.get(0).startsWith("gradientflow: ")) {
            if (lines.get(0).contains(end)) {
                return;
            }
            throw new BadInputException(lines.get(0));
        }
        if (code != 0 || !(out.toString().contains("Usage:") || out.toString().startsWith("gradientflow "))) {
            throw new AssertionError("exit code " + code + ", " + error);
        }
    }

    private void grids() {
        String yaml = "# a grid\nseeds: 50\nupdater: [sgd, adam]\ngrids:\n- case: two-layer\n- layers: 3..5\n"
                + "  init: ['normal:1e-3..1e-2', relu]\n  bias: [same, 0.1]\n";
        String json = "{\"seeds\": 50, \"updater\": [\"sgd\", \"adam\"], \"grids\": [{\"case\": \"two-layer\"},"
                + " {\"layers\": \"3..5\", \"learning-rate\": \"1e-4..1e-1\", \"bias\": [\"same\", 0.1]}]}";
        for (Path file : List.of(folder.resolve("grid.yaml"), folder.resolve("grid.json"))) {
            add(
                    file.getFileName().toString(),
                    20,
                    texts(file.toString().endsWith("json") ? json : yaml),
                    null,
                    input -> {
                        Files.write(file, input);
                        SweepOptions options = new SweepOptions();
                        options.grid = file;
                        options.grid(List.of());
                    });
        }
    }

    private void sweeps() throws IOException {
        Path csv = folder.resolve("sweep.csv");
        prepare(csv, "sweep", "two-layer", "--width", "2,3", "--steps", "30", "--seeds", "3", "--out", csv.toString());
        addFile("sweep.csv", 20, csv, csv, input -> Results.read(csv));
        addFile("sweep.grid.yaml", 10, GridRecord.path(csv), GridRecord.path(csv), input -> GridRecord.read(csv));
    }

    /** Runs a command, unless another process has made its file. */
    private static void prepare(Path made, String... arguments) {
        if (Files.exists(made)) {
            return;
        }
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        if (Main.commandLine().setErr(writer).setOut(writer).execute(arguments) != 0) {
            throw new IllegalStateException(said.toString());
        }
    }

    private void runs() throws IOException {
        prepare(run, "run", "two-layer", "--no-ui", "--no-diagnosis", "--steps", "40", "--out", run.toString());
        Path one = run.resolve("two-layer");
        new DiagnosisRecord(
                        Outcome.SICK,
                        "it stands still",
                        "300 steps of 32 rows",
                        List.of(new FindingRecord(
                                "vanishing gradient",
                                "no gradient",
                                "severe",
                                "layer0",
                                null,
                                0.9,
                                new TreeMap<>(Map.of("ratio", 1e-9)),
                                "small weights")),
                        null,
                        List.of())
                .write(one);
        addFile("summary.json", 20, run.resolve(RunSummary.NAME), run, input -> RunData.read(run));
        addFile("trace.csv", 20, one.resolve("trace.csv"), one, input -> RunData.read(run));
        addFile("flow.bin", 20, one.resolve(FlowFile.NAME), one, input -> RunData.read(run));
        addFile("diagnosis.json", 20, one.resolve(DiagnosisRecord.NAME), one, input -> DiagnosisRecord.read(one));
        addFile(
                "model.zip of a run",
                5,
                one.resolve(ModelFile.NAME),
                one.resolve(ModelFile.NAME),
                input -> ModelFile.read(one.resolve(ModelFile.NAME)));
        addFile(
                "stats.bin",
                1,
                one.resolve("stats.bin"),
                one,
                input -> SavedStats.open(one.resolve("stats.bin")).close());
        addEntry("gradientflow.json", 10, one.resolve(ModelFile.NAME), "gradientflow.json", List.of(), ModelFile::read);
    }

    /** The columns that are asked for in the first two lines, and the table below. */
    private void tables() {
        Path table = folder.resolve("table.csv");
        add(
                "doctor --data",
                10,
                texts(
                        "x,y\nclass\nx,y,class\n" + ForeignFiles.clusters(20),
                        "0-1\n2\n" + ForeignFiles.clusters(20),
                        "0,1\n2\n" + ForeignFiles.clusters(9).replace(',', ';') + "\"0.5\";NaN;\n",
                        "1,0\n2-4\n1e3\tinf\t1\t0\t0\n0\t\t0\t1\t0\n"),
                null,
                input -> {
                    String[] parts = (new String(input, StandardCharsets.ISO_8859_1) + "\n\n").split("\n", 3);
                    Files.write(table, parts[2].stripTrailing().getBytes(StandardCharsets.ISO_8859_1));
                    doctor(model, table, parts[0], parts[1]);
                });
    }

    private void models() throws IOException {
        Path table = Files.writeString(folder.resolve("data.csv"), ForeignFiles.clusters(6));
        Reading doctor = file -> fits(file, table);
        Path raw = folder.resolve("raw.zip");
        add("model.zip", 10, List.of(Files.readAllBytes(model)), raw, input -> doctor.of(Files.write(raw, input)));
        addEntry("configuration.json", 10, model, ModelSerializer.CONFIGURATION_JSON, List.of(), doctor);
        addEntry("coefficients.bin", 10, model, ModelSerializer.COEFFICIENTS_BIN, List.of(), doctor);
        addEntry("updaterState.bin", 10, model, ModelSerializer.UPDATER_BIN, List.of(), doctor);
        addEntry("normalizer.bin", 10, model, ModelSerializer.NORMALIZER_BIN, normalizers(), doctor);
    }

    private static List<byte[]> normalizers() throws IOException {
        NormalizerMinMaxScaler minMax = new NormalizerMinMaxScaler(-1, 1);
        minMax.setFeatureStats(
                Nd4j.createFromArray(new float[][] {{-1, -1}}), Nd4j.createFromArray(new float[][] {{1, 1}}));
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault().write(minMax, first);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault()
                .write(
                        new NormalizerStandardize(
                                Nd4j.createFromArray(new float[][] {{0, 0}}),
                                Nd4j.createFromArray(new float[][] {{1, 1}})),
                        second);
        return List.of(first.toByteArray(), second.toByteArray());
    }

    private interface Reading {
        void of(Path file) throws Exception;
    }

    /** The entry is damaged, and the zip around it is whole. */
    private void addEntry(String name, int share, Path zip, String entry, List<byte[]> valid, Reading reading)
            throws IOException {
        Path changed = folder.resolve("changed-" + entry + ".zip");
        byte[] there;
        try (ZipFile file = new ZipFile(zip.toFile())) {
            there = file.getEntry(entry) == null
                    ? null
                    : file.getInputStream(file.getEntry(entry)).readAllBytes();
        }
        byte[] whole = Files.readAllBytes(zip);
        Path from = Files.write(folder.resolve("whole-" + entry + ".zip"), whole);
        add(name, share, there == null ? valid : List.of(there), changed, input -> {
            ForeignFiles.changed(from, changed, entry, old -> input);
            reading.of(changed);
        });
    }

    /** Reads the model and the table as the doctor does; a table that does not fit the model is not the file's fault. */
    private static void fits(Path model, Path table) throws IOException {
        SavedModel.read(model, Set.of());
        try {
            doctor(model, table, "0,1", "2");
        } catch (BadInputException unfit) {
            if (Fuzzer.lineProblem(Problems.line(unfit)).isPresent()) {
                throw unfit;
            }
        }
    }

    private static void doctor(Path model, Path table, String features, String labels) throws IOException {
        DoctorInput.of(model, Set.of(), table, new ColumnList(features), new ColumnList(labels), null);
    }
}
