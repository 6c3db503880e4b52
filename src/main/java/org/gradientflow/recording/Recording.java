package org.gradientflow.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.WriteFailure;
import org.mapdb.DBException;

/**
 * Records the histograms of one training in a file of DL4J's {@code FileStatsStorage}, which the training UI reads live. The
 * file gets its final name at the end of the training.
 */
public final class Recording implements AutoCloseable {
    private final Path target;
    private BatchFileStatsStorage storage;
    private final BackgroundStorage background;
    private final StepStatsListener listener;

    /**
     * Creates the file under a temporary name.
     *
     * @param target its final path
     * @param session the name of the training in the UI
     * @param every step 0 and every {@code every}-th step after it are recorded
     * @throws IOException when it can't be written
     */
    public Recording(Path target, SessionId session, int every) throws IOException {
        this.target = target;
        AtomicFile.tidy(target, Files::deleteIfExists);
        Path part = AtomicFile.part(target);
        // MapDB's own message for an unwritable folder is several stack traces long.
        try {
            Files.createFile(part);
            Files.delete(part);
        } catch (IOException failure) {
            throw AtomicFile.naming(target, failure);
        }
        this.storage = open(part);
        this.background = new BackgroundStorage(storage);
        this.listener = new StepStatsListener(background, session, every);
    }

    /**
     * The listener for the network that is trained.
     *
     * @return the listener
     */
    public TrainingListener listener() {
        return listener;
    }

    /**
     * The storage for a UI to show during the training.
     *
     * @return the storage
     */
    public StatsStorage storage() {
        return storage;
    }

    /**
     * Closes the file, gives it its final name and opens it again for reading. Detach {@link #storage} from a UI before, and
     * attach the new one after.
     *
     * @throws IOException when it can't be written
     */
    public void publish() throws IOException {
        close();
        AtomicFile.publish(target);
        storage = open(target);
    }

    private BatchFileStatsStorage open(Path file) throws IOException {
        try {
            return new BatchFileStatsStorage(file, target);
        } catch (DBException failure) {
            throw WriteFailure.naming(target, failure);
        }
    }

    /**
     * Adds a diagnosis for a UI that shows the training.
     *
     * @param diagnosis the diagnosis of a fresh network of the case
     */
    public void diagnosed(DiagnosisRecord diagnosis) {
        storage.diagnosed(diagnosis);
    }

    @Override
    public void close() throws IOException {
        try {
            background.close();
        } finally {
            storage.close();
        }
    }
}
