package org.gradientflow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.benchmark.fuzz.ForeignFiles;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

class DoctorCommandTest {
    @TempDir
    Path folder;

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aHealthyClassifierAsJson() throws IOException {
        Path model = ForeignFiles.save(folder.resolve("model.zip"), ForeignFiles.classifier());
        Path table = write("data.csv", "\"x\",\"y\",\"class\"\n" + ForeignFiles.clusters(120));

        Cli result = Cli.run(
                "doctor", model, "--data", table, "--features", "x,y", "--labels", "class", "--steps=150", "--json");

        assertThat(result.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(names(json))
                .containsExactly("verdict", "reason", "examined", "findings", "forecast", "prescriptions");
        assertThat(json.get("verdict").asText()).isEqualTo("healthy");
        assertThat(json.get("reason").asText()).startsWith("after 150 steps it has ");
        assertThat(json.get("examined").asText()).endsWith("data.csv: 150 steps on 120 rows, 32 per step");
        assertThat(json.get("forecast").get("layers")).hasSize(2);
        assertThat(json.get("prescriptions")).isEmpty();
        assertThat(result.err()).contains("120 rows below a header; features of shape [2], labels of shape [3]");
    }

    @Test
    void emptyCellsAndInfinitiesAreForTheDoctor() throws IOException {
        Path model = ForeignFiles.save(folder.resolve("graph.zip"), Nets.graph());
        Path table = write("data.csv", "0.5;0.5\n;1\n-inf;NaN\n0.25;0.25\n");

        Cli result =
                Cli.run("doctor", model, "--data", table, "--features", "0", "--labels", "1", "--steps=20", "--json");

        assertThat(result.code()).isEqualTo(DoctorCommand.SICK);
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("verdict").asText()).isEqualTo("sick");
        JsonNode first = json.get("findings").get(0);
        assertThat(names(first))
                .containsExactly(
                        "cause", "symptom", "severity", "layer", "parameter", "confidence", "evidence", "explanation");
        assertThat(first.get("cause").asText()).isEqualTo("non-finite-data");
        assertThat(first.get("severity").asText()).isEqualTo("severe");
        assertThat(first.get("layer").asText()).isEqualTo("all");
        assertThat(first.get("parameter").isNull()).isTrue();
    }

    @Test
    void aPersonReadsTheVerdictFirst() throws IOException {
        Path model = folder.resolve("model.zip");
        NormalizerStandardize normalizer = new NormalizerStandardize();
        normalizer.fit(new DataSet(Nd4j.rand(20, 1), Nd4j.rand(20, 1)));
        ModelSerializer.writeModel(Nets.threeLayer(), model.toFile(), false);
        ModelSerializer.addNormalizerToModel(model.toFile(), normalizer);
        Path table = write("data.csv", "0.5\tNaN\n0.25\t0.25\n");

        Cli result = Cli.run("doctor", model, "--data", table, "--features", "0", "--labels", "1", "--steps=20");

        assertThat(result.code()).isEqualTo(DoctorCommand.SICK);
        assertThat(result.outLines().get(0)).startsWith("sick: the data contains NaN or infinite values");
        assertThat(result.out()).contains("1. non-finite-data (severe) in the whole network or its data, confidence ");
        assertThat(result.out()).contains("layer  weights");
        assertThat(result.out()).contains("   read more: gradientflow explain non-finite-data");
        assertThat(result.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(result.out()).containsOnlyOnce("sick: ");
        assertThat(result.err()).contains("the normalizer saved with the model is applied");
    }

    @Test
    void whatHelpedIsPrescribed() throws IOException {
        Cli result = Cli.run("doctor", "three-layer", "--batch=1", "--steps=100", "--seeds=1", "--prescribe", "--json");

        assertThat(result.code()).isEqualTo(DoctorCommand.SICK);
        assertThat(result.err()).contains("trying changes: ");
        JsonNode prescriptions = new ObjectMapper().readTree(result.out()).get("prescriptions");
        assertThat(prescriptions).isNotEmpty();
        assertThat(names(prescriptions.get(0)))
                .containsExactly("change", "verified", "lossBefore", "lossAfter", "seeds", "helped");
        assertThat(prescriptions.get(0).get("verified").asBoolean()).isTrue();
    }

    @Test
    void everyVerdictHasItsExitCode() {
        assertThat(DoctorCommand.exitCode(new Diagnosis.Healthy(List.of(), "it learns")))
                .isZero();
        assertThat(DoctorCommand.exitCode(new Diagnosis.Inconclusive(List.of(), "too little")))
                .isEqualTo(3);
        assertThat(Cli.run("doctor", "--help").out())
                .contains(
                        "0     healthy",
                        "1     sick",
                        "2     bad input",
                        "3     inconclusive",
                        "70    this program failed",
                        "130   stopped by Ctrl-C");
    }

    @Test
    void labelsThatAreNoClassesAreTheDiagnosis() throws IOException {
        Path model = ForeignFiles.save(folder.resolve("model.zip"), ForeignFiles.classifier());
        Path table = write("data.csv", ForeignFiles.clusters(60).replaceAll("(?m),(\\d)$", ",0.$1"));

        Cli result =
                Cli.run("doctor", model, "--data", table, "--features", "0,1", "--labels", "2", "--steps=20", "--json");

        assertThat(result.code()).isOne();
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("findings").get(0).get("cause").asText()).isEqualTo("wrong-labels");
        assertThat(json.get("forecast")
                        .get("layers")
                        .get(0)
                        .get("gradientMeasured")
                        .asText())
                .isEqualTo("NaN");
    }
}
