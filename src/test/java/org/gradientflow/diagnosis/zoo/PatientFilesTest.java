package org.gradientflow.diagnosis.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aPatientIsWrittenAsAModelAndATable() throws IOException {
        Patient patient = patient(DenseDesigns.ALL.get(1), Task.IRIS);
        assertThat(PatientFiles.write(patient, folder)).containsExactly("0-3", "4-6");
        assertThat(ModelSerializer.restoreMultiLayerNetwork(
                                folder.resolve("model.zip").toFile())
                        .params())
                .isEqualTo(patient.network().get().params());
        assertThat(Files.readAllLines(folder.resolve("data.csv")))
                .hasSize(300)
                .allMatch(line -> line.split(",").length == 7);
    }

    @Test
    void imagesDoNotGoIntoATable() {
        Patient patient = patient(OtherDesigns.ALL.get(0), Task.BARS);
        assertThatThrownBy(() -> PatientFiles.write(patient, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conv-relu/bars/plain/1");
    }

    private static Patient patient(Design design, Task task) {
        return new Specimen(design, task, Change.healthy("plain", 1), 1).patient();
    }
}
