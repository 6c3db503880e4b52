package org.gradientflow.benchmark.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.gradientflow.cli.doctor.DoctorInput;
import org.gradientflow.storage.table.ColumnList;

/** Models with their data as files, as a user of the command line has them, and the causes that count as right in a manifest. */
final class SavedFaults {
    private static final String FOLDER = "/real/";

    /** Steps of a training that shows what a program reaches. */
    private static final int STEPS = 1_000;

    private SavedFaults() {}

    /** All of the manifest; the files of a model are read when it is asked for. */
    static List<RealModel> all() {
        try (InputStreamReader manifest = new InputStreamReader(resource("manifest.csv"), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(manifest).stream()
                    .map(SavedFaults::model)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static RealModel model(CSVRecord line) {
        String acceptable = line.get("acceptable");
        return new RealModel(
                line.get("id"),
                acceptable.isEmpty() ? List.of() : Arrays.asList(acceptable.split("\\|")),
                () -> input(line).model(),
                () -> input(line).data().toDataSet(),
                () -> input(line).data().toDataSet().getLabels(),
                Integer.parseInt(line.get("batch")),
                STEPS);
    }

    private static DoctorInput input(CSVRecord line) {
        try {
            Path folder = Files.createTempDirectory("real");
            Path model = folder.resolve("model.zip");
            Path data = folder.resolve("data.csv");
            try (InputStream zip = resource(line.get("model"));
                    InputStream table = new GZIPInputStream(resource(line.get("data")))) {
                Files.copy(zip, model, StandardCopyOption.REPLACE_EXISTING);
                Files.copy(table, data, StandardCopyOption.REPLACE_EXISTING);
                String shape = line.get("shape");
                return DoctorInput.of(
                        model,
                        Set.of(),
                        data,
                        new ColumnList(line.get("features")),
                        new ColumnList(line.get("labels")),
                        shape.isEmpty()
                                ? null
                                : Arrays.stream(shape.split(","))
                                        .mapToLong(Long::parseLong)
                                        .toArray());
            } finally {
                Files.deleteIfExists(model);
                Files.deleteIfExists(data);
                Files.deleteIfExists(folder);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream file = SavedFaults.class.getResourceAsStream(FOLDER + name);
        if (file == null) {
            throw new IOException("there is no resource " + FOLDER + name);
        }
        return file;
    }
}
