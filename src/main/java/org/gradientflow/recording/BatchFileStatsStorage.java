package org.gradientflow.recording;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.core.storage.StatsStorageListener;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.file.WriteFailure;
import org.mapdb.DBException;

/**
 * DL4J's {@code FileStatsStorage} with the same file format, which writes a batch of reports to the disk at once.
 *
 * <p>DL4J's class waits for the disk at every single report, even within a collection, and so falls behind the training of a
 * small network.
 */
public final class BatchFileStatsStorage extends FileStatsStorage implements Diagnosed {
    private volatile DiagnosisRecord diagnosis;

    private final Path name;

    /**
     * Opens the file, or creates it.
     *
     * @param file of a MapDB storage
     */
    public BatchFileStatsStorage(File file) {
        this(file.toPath(), file.toPath());
    }

    /**
     * Opens a file that is to get another name, or creates it.
     *
     * @param file of a MapDB storage
     * @param name what messages call the file
     */
    BatchFileStatsStorage(Path file, Path name) {
        super(file.toFile());
        this.name = name;
        // DL4J's list breaks when the UI is attached or closed while a training writes.
        listeners = new CopyOnWriteArrayList<>();
    }

    /** Turns the database's failures, such as a full disk, into one line. */
    private void write(Runnable write) {
        try {
            write.run();
        } catch (DBException failure) {
            throw new UncheckedIOException(WriteFailure.naming(name, failure));
        }
    }

    @Override
    public void putStaticInfo(Persistable info) {
        write(() -> super.putStaticInfo(info));
    }

    @Override
    public void putStorageMetaData(StorageMetaData data) {
        write(() -> super.putStorageMetaData(data));
    }

    @Override
    public void putUpdate(Persistable update) {
        write(() -> super.putUpdate(update));
    }

    @Override
    public void close() {
        write(super::close);
    }

    /** All names that records are stored under, even names without a record. */
    Stream<String> names() {
        return Stream.of(
                        sessionIDs.stream(),
                        storageMetaData.keySet().stream()
                                .flatMap(key -> Stream.of(key.getSessionID(), key.getTypeID())),
                        Stream.concat(staticInfo.keySet().stream(), updates.keySet().stream())
                                .flatMap(key -> Stream.of(key.getSessionID(), key.getTypeID(), key.getWorkerID())))
                .flatMap(names -> names);
    }

    /** All records, even those that DL4J's methods leave out: reports of a worker without static information. */
    Stream<Persistable> records() {
        return Stream.of(
                        storageMetaData.values().stream(),
                        staticInfo.values().stream(),
                        updates.values().stream().flatMap(reports -> reports.values().stream()))
                .flatMap(records -> records);
    }

    @Override
    public Optional<DiagnosisRecord> diagnosis() {
        return Optional.ofNullable(diagnosis);
    }

    /**
     * Keeps a diagnosis in memory: the file format of DL4J's storages has no place for it.
     *
     * @param said the diagnosis of a fresh network of the case
     */
    public void diagnosed(DiagnosisRecord said) {
        diagnosis = said;
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> updates) {
        Iterator<? extends Persistable> each = updates.iterator();
        while (each.hasNext()) {
            Persistable update = each.next();
            if (each.hasNext()) {
                write(() -> putWithoutCommit(update));
            } else {
                putUpdate(update); // commits all that was put since the last commit
            }
        }
    }

    private void putWithoutCommit(Persistable update) {
        getUpdateMap(update.getSessionID(), update.getTypeID(), update.getWorkerID(), true)
                .put(update.getTimeStamp(), update);
        StatsStorageEvent event = new StatsStorageEvent(
                this,
                StatsStorageListener.EventType.PostUpdate,
                update.getSessionID(),
                update.getTypeID(),
                update.getWorkerID(),
                update.getTimeStamp());
        listeners.forEach(listener -> listener.notify(event));
    }
}
