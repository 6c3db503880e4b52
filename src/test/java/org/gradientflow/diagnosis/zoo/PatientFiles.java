package org.gradientflow.diagnosis.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Patients as a user of the command line has them: {@code model.zip}, not yet trained, and {@code data.csv}. */
public final class PatientFiles {
    private PatientFiles() {}

    /**
     * Writes a patient with flat rows.
     *
     * @param patient whose data are of rank 2
     * @param folder to be made; gets {@code model.zip} and {@code data.csv}, features first and then labels, no header
     * @return the columns of the features and of the labels, as the options {@code --features} and {@code --labels} take them
     * @throws IOException when a file can't be written
     * @throws IllegalArgumentException for images and sequences
     */
    public static List<String> write(Patient patient, Path folder) throws IOException {
        INDArray features = patient.data().getFeatures();
        INDArray labels = patient.data().getLabels();
        if (features.rank() != 2 || labels.rank() != 2) {
            throw new IllegalArgumentException("only flat rows go into a table, not those of " + patient);
        }
        Files.createDirectories(folder);
        ModelSerializer.writeModel(
                patient.network().get(), folder.resolve("model.zip").toFile(), true);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < features.rows(); row++) {
            List<String> fields = new ArrayList<>();
            for (INDArray part : List.of(features, labels)) {
                for (float value : part.getRow(row).toFloatVector()) {
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
     * Writes every patient with flat rows, each into a folder of its own, and {@code patients.csv} with what is known of them:
     * {@code mvn -q -Pclinic test-compile exec:java -Dmain.class=org.gradientflow.diagnosis.zoo.PatientFiles -Dexec.args=DIR}.
     *
     * @param arguments the folder
     * @throws IOException when a file can't be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> index = new ArrayList<>(List.of("folder,name,disease,layers,features,labels,batch,steps"));
        for (Patient patient : Zoo.all()) {
            if (patient.data().getFeatures().rank() == 2) {
                String name = patient.name().replaceAll("[^A-Za-z0-9.-]+", "_");
                List<String> columns = write(patient, folder.resolve(name));
                index.add(String.join(
                        ",",
                        name,
                        patient.name(),
                        patient.disease().orElse("healthy"),
                        String.join(" ", patient.layers()),
                        columns.get(0),
                        columns.get(1),
                        Integer.toString(patient.batch()),
                        Integer.toString(patient.steps())));
            }
        }
        Files.write(folder.resolve("patients.csv"), index);
        System.exit(0); // DL4J leaves threads behind
    }
}
