package org.gradientflow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.experiment.Updater;
import org.gradientflow.model.Floats;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.training.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path folder;

    private Path out(String name) {
        return folder.resolve(name);
    }

    private static Cli train(Path out, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-ui", "--no-diagnosis", "--out", out));
        Cli result = Cli.run(all.toArray());
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private static JsonNode summary(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    }

    /** The summary without what differs when a run is repeated: speed and time. */
    private static JsonNode repeatable(Path out) throws IOException {
        JsonNode summary = summary(out);
        summary.get("cases").forEach(each -> ((ObjectNode) each).remove("stepsPerSecond"));
        ((ObjectNode) summary.get("provenance")).remove("time");
        return summary;
    }

    private static List<String> trace(Path out, String name) throws IOException {
        return Files.readAllLines(out.resolve(name).resolve("trace.csv"));
    }

    @Test
    void withoutCaseOrCommandTheThreeCasesOfTheOriginalAreTrained() throws IOException {
        Path out = out("new/folder");

        Cli result = train(out, "--steps", 20);

        assertThat(Files.list(out).map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("summary.json", "two-layer", "three-layer", "three-layer-xavier");
        for (String name : List.of("two-layer", "three-layer", "three-layer-xavier")) {
            assertThat(Files.list(out.resolve(name))
                            .map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("trace.csv", "flow.bin", "model.zip", "stats.bin");
            assertThat(trace(out, name)).hasSize(21).first().isEqualTo("step,x0,loss,estimate0");
            assertThat(ModelFile.read(out.resolve(name).resolve("model.zip")).step())
                    .isEqualTo(20);
            assertThat(result.outLines())
                    .filteredOn(line -> line.startsWith(name + " "))
                    .hasSize(2); // a row of the table and a verdict
        }
        assertThat(summary(out).get("cases").findValuesAsText("name"))
                .containsSubsequence("two-layer", "three-layer", "three-layer-xavier");
        assertThat(result.outLines())
                .filteredOn(line -> line.startsWith("eval_inp [["))
                .hasSize(30);
        assertThat(result.outLines())
                .filteredOn(line -> !line.startsWith("W [[")) // 16 weights, as the original prints them
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(result.outLines()).last().isEqualTo("Results: " + out);
    }

    @Test
    void withoutATerminalProgressIsALineForEachTenth() {
        Cli result = train(out("run"), "two-layer", "--steps", 20);

        assertThat(result.err().lines())
                .hasSize(10)
                .allSatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "two-layer: \\d+ of 20 steps, loss ([1-9]\\.\\d(e-?[1-9]\\d?)?|0\\.0?[1-9]\\d), [\\d,]+ steps/s, \\d+ s left"));
        assertThat(result.err().lines().toList().get(9))
                .startsWith("two-layer: 20 of 20 steps")
                .endsWith(" 0 s left");
    }

    @Test
    void optionsChangeTheCaseAndTheSummaryRecordsThem() throws IOException {
        train(
                out("run"),
                "run",
                "two-layer",
                "--steps=3",
                "--seed=-7",
                "--batch=4",
                "--learning-rate=1e-2",
                "--updater=adam",
                "--init=xavier-uniform",
                "--bias=0.25",
                "--loss=all",
                "--clip=Infinity",
                "--every=2");

        JsonNode experiment = summary(out("run")).get("cases").get(0).get("experiment");
        assertThat(experiment.get("steps").intValue()).isEqualTo(3);
        assertThat(experiment.get("seed").longValue()).isEqualTo(-7);
        assertThat(experiment.get("batch").intValue()).isEqualTo(4);
        assertThat(experiment.get("learningRate").doubleValue()).isEqualTo(0.01);
        assertThat(experiment.get("updater").textValue()).isEqualTo("ADAM");
        assertThat(experiment.get("weights").textValue()).isEqualTo("xavier-uniform");
        assertThat(experiment.get("bias").textValue()).isEqualTo("0.25");
        assertThat(experiment.get("lossScope").textValue()).isEqualTo("ALL");
        assertThat(experiment.get("clip").textValue()).isEqualTo("Infinity");
        assertThat(ModelFile.read(out("run").resolve("two-layer/model.zip")).experiment())
                .isEqualTo(Cases.TWO_LAYER
                        .withSteps(3)
                        .withSeed(-7)
                        .withBatch(4)
                        .withLearningRate(0.01)
                        .withUpdater(Updater.ADAM)
                        .withWeights(Initialisation.XAVIER_UNIFORM)
                        .withBias(new Bias.Constant(0.25))
                        .withLossScope(LossScope.ALL)
                        .withClip(Double.POSITIVE_INFINITY));
    }

    @Test
    void recordsStepZeroAndEveryNthStepAfterIt() throws IOException {
        train(out("run"), "two-layer", "--steps=25", "--every=10");

        FileStatsStorage stats =
                new FileStatsStorage(out("run").resolve("two-layer/stats.bin").toFile());
        try {
            List<String> sessions = stats.listSessionIDs();
            assertThat(sessions).hasSize(1).first().asString().startsWith("two-layer_seed-" + Cases.SEED + "_");
            String type = stats.listTypeIDsForSession(sessions.get(0)).get(0);
            assertThat(stats.getAllUpdatesAfter(sessions.get(0), type, 0)).hasSize(3);
        } finally {
            stats.close();
        }
    }

    /** I is the input, W the weights after the step's update, distance the loss before it: TensorFlow's fetches alias W. */
    @Test
    void tracePrintsEveryStepAsTheOriginalDoes() throws IOException {
        Cli result = train(out("run"), "two-layer", "--steps=3", "--trace");
        List<String> lines = result.outLines().subList(0, 9);
        List<String> trace = trace(out("run"), "two-layer");

        for (int step = 0; step < 3; step++) {
            String[] cells = trace.get(step + 1).split(",");
            assertThat(lines.get(3 * step)).isEqualTo("I [[" + cells[1] + "]]");
            assertThat(lines.get(3 * step + 1)).matches("W \\[\\[(\\S+ ){15}\\S+]]");
            assertThat(lines.get(3 * step + 2)).isEqualTo("distance " + cells[2]);
        }
        float[] last = ModelFile.read(out("run").resolve("two-layer/model.zip"))
                .network()
                .getParam("0_W")
                .dup()
                .data()
                .asFloat();
        assertThat(lines.get(7)).isEqualTo("W [" + TracePrinter.row(last) + "]");
        assertThat(lines.get(1)).isNotEqualTo(lines.get(4));
    }

    @Test
    void aSummaryIsWrittenWhenNothingIsFinite() throws IOException {
        Cli result = train(out("run"), "autoencoder", "--steps=30", "--learning-rate=1e6", "--clip=Infinity");

        assertThat(summary(out("run")).get("cases").get(0).get("loss").textValue())
                .isEqualTo("NaN");
        assertThat(result.out()).contains("autoencoder diverged: its loss is no longer a finite number.");
    }

    @Test
    void inParallelEveryNumberIsTheSame() throws IOException {
        List<String> cases = List.of("two-layer", "three-layer-xavier-adam", "autoencoder", "three-layer");
        Object[] arguments = {cases.get(0), cases.get(1), cases.get(2), cases.get(3), "--steps=60"};
        train(out("one"), arguments);
        List<Object> parallel = new ArrayList<>(List.of(arguments));
        parallel.add("--parallel");
        train(out("two"), parallel.toArray());

        for (String name : cases) {
            assertThat(out("two").resolve(name).resolve("trace.csv"))
                    .hasSameBinaryContentAs(out("one").resolve(name).resolve("trace.csv"));
        }
        assertThat(repeatable(out("two"))).isEqualTo(repeatable(out("one")));
        train(out("other"), "two-layer", "--steps=60", "--seed=3");
        assertThat(trace(out("other"), "two-layer")).isNotEqualTo(trace(out("one"), "two-layer"));
    }

    @Test
    void theTableAndTheFolderOfACaseSayWhyItDoesNotTrain() throws IOException {
        Cli result = Cli.run("run", "three-layer", "--steps=5", "--no-ui", "--out", out("run"));

        assertThat(result.outLines()).anyMatch(line -> line.startsWith("three-layer ") && line.endsWith(" vanishing"));
        assertThat(result.outLines()).anyMatch(line -> line.startsWith("three-layer: vanishing in layer 0: "));
        DiagnosisRecord saved =
                DiagnosisRecord.read(out("run").resolve("three-layer")).orElseThrow();
        assertThat(saved.verdict()).isEqualTo(Outcome.SICK);
        assertThat(saved.first().orElseThrow().cause()).isEqualTo("vanishing");
        assertThat(saved.examined()).contains("a new network", "500 steps on 2,048 rows");

        Cli without = train(out("without"), "three-layer", "--steps=5");
        assertThat(without.out()).doesNotContain("vanishing");
        assertThat(DiagnosisRecord.read(out("without").resolve("three-layer"))).isEmpty();
    }

    /** Ctrl-C before the first step leaves such a model. */
    @Test
    void aRunResumedFromStepZeroEqualsTheWholeRun() throws IOException {
        Path model = folder.resolve("model.zip");
        ModelFile.write(model, Session.start(Cases.THREE_LAYER.withSteps(30)));

        train(out("resumed"), "resume", model, "--steps=30");

        train(out("whole"), "three-layer", "--steps=30");
        assertThat(trace(out("resumed"), "three-layer")).isEqualTo(trace(out("whole"), "three-layer"));
        assertThat(repeatable(out("resumed"))).isEqualTo(repeatable(out("whole")));
    }

    @Test
    void halfARunAndItsResumedOtherHalfEqualTheWholeRun() throws IOException {
        String name = "three-layer-xavier-adam";
        train(out("whole"), name, "--steps=400");
        train(out("half"), name, "--steps=200");
        train(out("rest"), "resume", out("half").resolve(name).resolve("model.zip"), "--steps=200");

        List<String> whole = trace(out("whole"), name);
        assertThat(trace(out("half"), name)).isEqualTo(whole.subList(0, 201));
        List<String> rest = new ArrayList<>(List.of(whole.get(0)));
        rest.addAll(whole.subList(201, 401));
        assertThat(trace(out("rest"), name)).isEqualTo(rest);
        assertThat(repeatable(out("rest"))).isEqualTo(repeatable(out("whole")));
        ModelFile.Saved resumed = ModelFile.read(out("rest").resolve(name).resolve("model.zip"));
        ModelFile.Saved trained = ModelFile.read(out("whole").resolve(name).resolve("model.zip"));
        assertThat(Floats.of(resumed.network().params()))
                .containsExactly(Floats.of(trained.network().params()));
        assertThat(resumed.network()
                        .getUpdater()
                        .getStateViewArray()
                        .dup()
                        .data()
                        .asFloat())
                .containsExactly(trained.network()
                        .getUpdater()
                        .getStateViewArray()
                        .dup()
                        .data()
                        .asFloat());
    }
}
