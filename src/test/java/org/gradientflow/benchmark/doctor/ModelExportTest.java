package org.gradientflow.benchmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.ModelCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {
    @TempDir
    private Path folder;

    @Test
    void aModelIsWrittenAsAModelFileAndATable() throws IOException {
        BenchmarkModel model = ModelCollection.named("relu2-sgd/iris/plain/2");
        assertThat(ModelExport.write(model, folder)).containsExactly("0-3", "4-6");
        assertThat(ModelSerializer.restoreMultiLayerNetwork(
                                folder.resolve("model.zip").toFile())
                        .params())
                .isEqualTo(model.network().get().params());
        assertThat(Files.readAllLines(folder.resolve("data.csv")))
                .hasSize(300)
                .allMatch(line -> line.split(",").length == 7);
    }

    @Test
    void imagesDoNotGoIntoATable() {
        BenchmarkModel model = ModelCollection.named("conv-relu/bars/plain/1");
        assertThatThrownBy(() -> ModelExport.write(model, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conv-relu/bars/plain/1");
    }
}
