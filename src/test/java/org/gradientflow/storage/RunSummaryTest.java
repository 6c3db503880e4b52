package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gradientflow.experiment.Cases;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.training.Provenance;
import org.gradientflow.training.Run;
import org.gradientflow.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {
    private static final Provenance PROVENANCE = new Provenance(
            "1.0.0", "1.0.0-M2.1", "CpuBackend", "OPENBLAS", "17 X", "Linux 6 amd64", 2, "2026-11-24T13:40:05Z");

    @TempDir
    Path folder;

    private String written(Run... runs) throws IOException {
        Path file = folder.resolve("summary.json");
        RunSummary.of(List.of(runs), PROVENANCE).write(file);
        return Files.readString(file);
    }

    private static Run run(double loss, double slope) {
        return new Run(
                Cases.THREE_LAYER_XAVIER,
                10_000,
                loss,
                loss < 0.01,
                slope,
                new FirstLayerFlow.Figures(0.5, 4.25, 1.5, 0.75),
                new float[16],
                List.of(new Trainer.Evaluation(1, 1)),
                1234.5);
    }

    @Test
    void isThisText() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(written(run(0.0001220703125, 0.9921875))).isEqualToNormalizingNewlines("""
                    {
                      "cases" : [ {
                        "name" : "three-layer-xavier",
                        "seed" : 54,
                        "steps" : 10000,
                        "loss" : 1.220703125E-4,
                        "trained" : true,
                        "slope" : 0.9921875,
                        "firstLayer" : {
                          "gradientStd" : 0.5,
                          "gradientMaxAbs" : 4.25,
                          "displacement" : 1.5,
                          "relativeDisplacement" : 0.75
                        },
                        "stepsPerSecond" : 1234.5,
                        "experiment" : {
                          "name" : "three-layer-xavier",
                          "hidden" : [ 16, 16 ],
                          "weights" : "xavier-uniform",
                          "bias" : "0.1",
                          "updater" : "SGD",
                          "learningRate" : 0.001,
                          "lossScope" : "FIRST_ELEMENT",
                          "clip" : 4.5,
                          "batch" : 1,
                          "steps" : 10000,
                          "seed" : 54
                        }
                      } ],
                      "provenance" : {
                        "gradientflow" : "1.0.0",
                        "deeplearning4j" : "1.0.0-M2.1",
                        "backend" : "CpuBackend",
                        "blas" : "OPENBLAS",
                        "java" : "17 X",
                        "os" : "Linux 6 amd64",
                        "processors" : 2,
                        "time" : "2026-11-24T13:40:05Z"
                      }
                    }""");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void staysJsonWhenNumbersAreNotFinite() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(written(run(Double.NaN, Double.NEGATIVE_INFINITY), run(1, 0)))
                .get("cases");

        assertThat(json).hasSize(2);
        assertThat(json.get(0).get("loss").textValue()).isEqualTo("NaN");
        assertThat(json.get(0).get("slope").textValue()).isEqualTo("-Infinity");
        assertThat(json.get(0).get("trained").booleanValue()).isFalse();
        assertThat(json.get(1).get("loss").doubleValue()).isEqualTo(1);
    }

    @Test
    void saysWhichDeeplearning4jTheNumbersAreFrom() {
        assertThat(Provenance.now().deeplearning4j()).isEqualTo("1.0.0-M2.1");
        assertThat(Provenance.now().backend()).isEqualTo("CpuBackend");
    }
}
