package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedDiagnosisTest {
    @TempDir
    private Path folder;

    private static final SavedDiagnosis.Finding FINDING = new SavedDiagnosis.Finding(
            "vanishing",
            "severe",
            "0",
            0.97,
            "too small",
            "",
            new TreeMap<>(Map.of("ratio", 1e-5, "skill", Double.NEGATIVE_INFINITY)));

    private static final SavedDiagnosis SICK =
            new SavedDiagnosis("sick", "too small", "a fresh network", List.of(FINDING));

    @Test
    void isReadAsItWasWritten() throws IOException {
        SICK.write(folder);
        assertThat(SavedDiagnosis.read(folder)).contains(SICK);
        assertThat(Files.list(folder)).containsExactly(folder.resolve("diagnosis.json"));
    }

    @Test
    void aRunWithoutOneWasNotExamined() throws IOException {
        assertThat(SavedDiagnosis.read(folder)).isEmpty();
    }

    @Test
    void aDamagedOneIsSaidWithWhatToDo() throws IOException {
        SICK.write(folder);
        Path file = folder.resolve("diagnosis.json");
        String whole = Files.readString(file);
        Files.writeString(file, whole.replace("\"sick\"", "\"unwell\""));
        assertThatThrownBy(() -> SavedDiagnosis.read(folder))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("not 'unwell'; delete it to do without");
        Files.writeString(file, whole.replace("1.0E-5", "null"));
        assertThatThrownBy(() -> SavedDiagnosis.read(folder))
                .isInstanceOf(BadFileException.class)
                .hasMessageEndingWith(
                        "the evidence of 'vanishing' has a name without a number; delete it to do without");
        Files.writeString(file, whole.substring(0, 40));
        assertThatThrownBy(() -> SavedDiagnosis.read(folder)).isInstanceOf(BadFileException.class);
    }

    @Test
    void theWholeNetworkIsNoLayer() {
        assertThat(FINDING.sentence()).isEqualTo("vanishing in layer 0: too small");
        assertThat(new SavedDiagnosis.Finding(
                                "rate-too-low", "severe", "all", 1, "It is slow.", "It is 1e-9.", new TreeMap<>())
                        .sentence())
                .isEqualTo("rate-too-low: It is slow. It is 1e-9.");
    }
}
