package org.gradientflow.watch;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.model.TrainingData;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.Folders;
import org.gradientflow.storage.foreign.SavedBatches;
import org.nd4j.linalg.dataset.MultiDataSet;

/** The file of an alarm: the network as DL4J saves it, with the batches that it saw last and the alarm's line. */
final class AlarmFile {
    private AlarmFile() {}

    /** Writes {@code vanishing-50.zip}: the cause and the iteration. An older file of the name is replaced. */
    static Path write(Path folder, Alarm alarm, Confirmation confirmation) throws IOException {
        Path file = Folders.create(folder)
                .resolve("%s-%d.zip".formatted(alarm.finding().cause().id(), alarm.iteration()));
        Model model = confirmation.copy().model();
        AtomicFile.write(file, part -> {
            ModelSerializer.writeModel(model, part.toFile(), true);
            new SavedBatches(TrainingData.of(MultiDataSet.merge(confirmation.batches())), confirmation.batch())
                    .addTo(part, alarm.toString());
        });
        return file;
    }
}
