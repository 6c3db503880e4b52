package org.gradientflow.recording;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.StorageMetaData;

/**
 * Stores reports in order on a thread of its own, without losing any.
 *
 * <p>A file storage waits for the disk, which takes longer than several training steps of a small network. Between a {@link
 * StepStatsListener} and such a storage, this class lets the training continue meanwhile, and passes on the reports that have
 * gathered as one batch, see {@link BatchFileStatsStorage}. If the disk falls behind by {@value #CAPACITY} records, the
 * training waits for it, so that memory stays bounded.
 *
 * <p>{@link #close()} waits until everything is stored. If the storage fails, the next call throws that failure, so that it
 * reaches the training. The storage itself stays open, and readers such as the UI read it directly.
 */
public final class BackgroundStorage implements StatsStorageRouter, AutoCloseable {

    static final int CAPACITY = 256;

    /** One thing to store: an update, which may be stored together with its neighbours, or anything else. */
    private record Job(Persistable update, Runnable other) {}

    private static final Job END = new Job(null, null);

    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final StatsStorageRouter storage;
    private final Thread writer;
    private volatile Throwable failure;
    private boolean closed;
    private boolean ended;

    /**
     * A queue in front of a storage.
     *
     * @param storage stores the reports
     */
    public BackgroundStorage(StatsStorageRouter storage) {
        this.storage = Objects.requireNonNull(storage, "storage");
        writer = new Thread(this::write, "stats-storage");
        writer.setDaemon(true); // a program that dies without closing this must not hang in it
        writer.start();
    }

    private void write() {
        List<Job> jobs = new ArrayList<>();
        do {
            jobs.clear();
            try {
                jobs.add(queue.take());
            } catch (InterruptedException e) {
                continue; // only close() ends this thread
            }
            queue.drainTo(jobs);
            // After a failure the queue is emptied without storing, so that no caller waits for ever.
            if (failure == null) {
                store(jobs);
            }
        } while (jobs.isEmpty() || jobs.get(jobs.size() - 1) != END);
    }

    private void store(List<Job> jobs) {
        List<Persistable> batch = new ArrayList<>();
        try {
            for (Job job : jobs) {
                if (job.update != null) {
                    batch.add(job.update);
                } else {
                    storeUpdates(batch);
                    if (job != END) {
                        job.other.run();
                    }
                }
            }
            storeUpdates(batch);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void storeUpdates(List<Persistable> batch) {
        if (!batch.isEmpty()) {
            storage.putUpdate(List.copyOf(batch));
            batch.clear();
        }
    }

    private synchronized void enqueue(Job job) {
        throwFailure();
        if (closed) {
            throw new IllegalStateException("the storage is closed and takes no more records");
        }
        put(job);
    }

    private void put(Job job) {
        try {
            queue.put(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the storage", e);
        }
    }

    /** Throws a new exception each time, because a caller that closes after a failure adds the second to the first. */
    private void throwFailure() {
        if (failure instanceof UncheckedIOException unwritable) {
            throw new UncheckedIOException(unwritable.getCause());
        }
        if (failure != null) {
            throw new IllegalStateException("The record of the training could not be stored: " + failure, failure);
        }
    }

    /** Returns when everything is stored; throws if something was not. After an interrupt it can be called again. */
    @Override
    public synchronized void close() {
        if (!closed) {
            put(END);
            closed = true;
        }
        if (!ended) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the storage", e);
            }
            ended = true;
            throwFailure();
        }
    }

    @Override
    public void putStorageMetaData(StorageMetaData data) {
        enqueue(new Job(null, () -> storage.putStorageMetaData(data)));
    }

    @Override
    public void putStorageMetaData(Collection<? extends StorageMetaData> data) {
        enqueue(new Job(null, () -> storage.putStorageMetaData(data)));
    }

    @Override
    public void putStaticInfo(Persistable info) {
        enqueue(new Job(null, () -> storage.putStaticInfo(info)));
    }

    @Override
    public void putStaticInfo(Collection<? extends Persistable> info) {
        enqueue(new Job(null, () -> storage.putStaticInfo(info)));
    }

    @Override
    public void putUpdate(Persistable update) {
        enqueue(new Job(Objects.requireNonNull(update, "update"), null));
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> updates) {
        updates.forEach(this::putUpdate);
    }
}
