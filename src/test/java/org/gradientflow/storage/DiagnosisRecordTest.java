package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisRecordTest {
    @TempDir
    private Path folder;

    private static final FindingRecord FINDING = new FindingRecord(
            "vanishing",
            "too small",
            "severe",
            "0",
            "0_W",
            0.97,
            new TreeMap<>(Map.of("ratio", 1e-5, "skill", Double.NEGATIVE_INFINITY)),
            "");

    private static final DiagnosisRecord SICK = new DiagnosisRecord(
            Outcome.SICK,
            "too small",
            "a fresh network",
            List.of(FINDING),
            new ForecastRecord(
                    Double.NaN, 0, List.of(new ForecastRecord.LayerRecord("0", 1, 1, 1, 1, 1, 1, 1, 0, Double.NaN))),
            List.of(new PrescriptionRecord("more", true, Double.POSITIVE_INFINITY, 0.1, 5, 4)));

    /** What version 1.0.0 wrote. */
    private static final String OLD = """
            {
              "verdict" : "sick",
              "reason" : "too small",
              "examined" : "a fresh network",
              "findings" : [ {
                "cause" : "vanishing",
                "severity" : "severe",
                "layer" : "0",
                "confidence" : 0.97,
                "symptom" : "too small",
                "explanation" : "",
                "evidence" : { "ratio" : 1.0E-5, "skill" : "-Infinity" }
              } ]
            }
            """;

    @Test
    void isReadAsItWasWritten() throws IOException {
        SICK.write(folder);
        assertThat(DiagnosisRecord.read(folder)).contains(SICK);
        assertThat(Files.list(folder)).containsExactly(folder.resolve("diagnosis.json"));
        assertThat(folder.resolve("diagnosis.json")).hasContent(SICK.json());
    }

    /** Pages and scripts read these names, whichever mapper writes the record. */
    @Test
    void anyMapperWritesTheSameNames() throws IOException {
        JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(SICK));
        assertThat(json).isEqualTo(new ObjectMapper().readTree(SICK.json()));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("verdict", "reason", "examined", "findings", "forecast", "prescriptions");
        assertThat(json.at("/findings/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "cause", "symptom", "severity", "layer", "parameter", "confidence", "evidence", "explanation");
        assertThat(json.get("verdict").textValue()).isEqualTo("sick");
        assertThat(SICK.json()).contains("\"-Infinity\"", "\"Infinity\"", "\"NaN\"");
    }

    @Test
    void aFileOfTheFirstVersionIsRead() throws IOException {
        Files.writeString(folder.resolve("diagnosis.json"), OLD);
        DiagnosisRecord read = DiagnosisRecord.read(folder).orElseThrow();
        assertThat(read.first().orElseThrow().evidence()).isEqualTo(FINDING.evidence());
        assertThat(read.first().orElseThrow().parameter()).isNull();
        assertThat(read.forecast()).isNull();
        assertThat(read.prescriptions()).isEmpty();
    }

    @Test
    void aFileOfALaterVersionMayHaveMore() throws IOException {
        Files.writeString(folder.resolve("diagnosis.json"), OLD.replace("\"reason\"", "\"mood\" : 3, \"reason\""));
        assertThat(DiagnosisRecord.read(folder).orElseThrow().verdict()).isEqualTo(Outcome.SICK);
    }

    @Test
    void aRunWithoutOneWasNotExamined() throws IOException {
        assertThat(DiagnosisRecord.read(folder)).isEmpty();
    }

    @Test
    void aDamagedFileIsRefusedWithTheReason() throws IOException {
        for (String verdict : List.of("\"unwell\"", "0", "\"0\"")) {
            assertDamaged(OLD.replace("\"sick\"", verdict), "'verdict' is missing or is not what it should be");
        }
        assertDamaged(OLD.replace("1.0E-5", "null"), "the evidence of 'vanishing' has a name without a number");
        assertDamaged(OLD.replace("\"reason\"", "\"season\""), "'reason' is missing");
        assertDamaged(OLD.replace("\"confidence\"", "\"certainty\""), "confidence");
        assertDamaged(OLD.substring(0, 40), "is damaged");
    }

    private void assertDamaged(String content, String why) throws IOException {
        Files.writeString(folder.resolve("diagnosis.json"), content);
        assertThatThrownBy(() -> DiagnosisRecord.read(folder))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(why)
                .hasMessageEndingWith("without this file the case counts as not examined");
    }

    @Test
    void aFindingIsASentence() {
        assertThat(FINDING.sentence()).isEqualTo("vanishing in layer 0: too small");
        assertThat(FINDING.explainCommand()).isEqualTo("gradientflow explain vanishing");
        assertThat(new FindingRecord("rate-too-low", "slow", "severe", "all", null, 1, new TreeMap<>(), "it is 1e-9")
                        .sentence())
                .isEqualTo("rate-too-low: slow; it is 1e-9");
        assertThat(new FindingRecord("rate-too-low", "Slow.", "severe", "all", null, 1, new TreeMap<>(), "It is 1e-9.")
                        .sentence())
                .isEqualTo("rate-too-low: Slow. It is 1e-9.");
    }
}
