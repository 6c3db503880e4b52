package org.gradientflow.benchmark.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.ModelCollection;
import org.gradientflow.model.Floats;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes models as the files that the command line reads: an untrained {@code model.zip} and {@code data.csv}. */
public final class ModelExport {
    private ModelExport() {}

    /**
     * Writes a model with flat rows.
     *
     * @param model whose data are of rank 2
     * @param folder to be made; gets {@code model.zip} and {@code data.csv}, features first and then labels, no header
     * @return the columns of the features and of the labels, as the options {@code --features} and {@code --labels} take them
     * @throws IOException when a file can't be written
     * @throws IllegalArgumentException for images and sequences
     */
    public static List<String> write(BenchmarkModel model, Path folder) throws IOException {
        INDArray features = model.data().getFeatures();
        INDArray labels = model.data().getLabels();
        if (features.rank() != 2 || labels.rank() != 2) {
            throw new IllegalArgumentException(model + " can't be written as a table: its rows are not flat");
        }
        Files.createDirectories(folder);
        ModelSerializer.writeModel(
                model.network().get(), folder.resolve("model.zip").toFile(), true);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < features.rows(); row++) {
            List<String> fields = new ArrayList<>();
            for (INDArray part : List.of(features, labels)) {
                for (float value : Floats.of(part.getRow(row))) {
                    fields.add(Float.toString(value));
                }
            }
            lines.add(String.join(",", fields));
        }
        Files.write(folder.resolve("data.csv"), lines);
        return List.of(range(0, features.columns()), range(features.columns(), labels.columns()));
    }

    private static String range(int from, int count) {
        return count == 1 ? Integer.toString(from) : from + "-" + (from + count - 1);
    }

    /**
     * Writes every model with flat rows into a folder of its own, and {@code models.csv} with the known faults.
     *
     * @param folder for all of them
     * @throws IOException when a file can't be written
     */
    public static void writeAll(Path folder) throws IOException {
        List<String> index = new ArrayList<>(List.of("folder,name,fault,layers,features,labels,batch,steps"));
        for (BenchmarkModel model : ModelCollection.all()) {
            if (model.data().getFeatures().rank() == 2) {
                String name = model.name().replaceAll("[^A-Za-z0-9.-]+", "_");
                List<String> columns = write(model, folder.resolve(name));
                index.add(String.join(
                        ",",
                        name,
                        model.name(),
                        model.fault().orElse("healthy"),
                        String.join(" ", model.layers()),
                        columns.get(0),
                        columns.get(1),
                        Integer.toString(model.batch()),
                        Integer.toString(model.steps())));
            }
        }
        Files.write(folder.resolve("models.csv"), index);
    }
}
