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
 * Stores on a thread of its own, in order, and loses nothing.
 *
 * <p>A file storage waits for the disk, which takes longer than several training steps of a small network. Put between a
 * {@link StepStatsListener} and such a storage, this lets the training go on meanwhile, and hands over the reports that have
 * gathered as one batch, see {@link BatchFileStatsStorage}. When the disk falls behind by {@value #CAPACITY} records, the
 * training waits for it: memory stays bounded.
 *
 * <p>{@link #close()} waits until all is stored. A failure of the storage reaches the training: it is thrown by the next call.
 * The storage itself stays open, and readers such as the UI read it directly.
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
     * @param storage where the reports end
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
                continue; // nobody has a reason to: only close() ends this
            }
            queue.drainTo(jobs);
            // After a failure the queue is only emptied, so that nobody waits at it for ever.
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
            throw new IllegalStateException("closed: nothing more can be stored");
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

    /** A new one each time: who closes after a failure adds the second to the first. */
    private void throwFailure() {
        if (failure instanceof UncheckedIOException unwritable) {
            throw new UncheckedIOException(unwritable.getCause());
        }
        if (failure != null) {
            throw new IllegalStateException("The training's record could not be stored: " + failure, failure);
        }
    }

    /** Returns when everything is stored; throws if something was not. One that was interrupted can be repeated. */
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
