package org.gradientflow.ui.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.StatsListener;

/**
 * Which reports a storage holds, by their time stamps. DL4J's file storage decodes a report to tell its time stamp: it is asked
 * for all of them once, when somebody first looks, and for none after that; new ones are told by events.
 */
final class StorageIndex {

    private final StatsStorage storage;
    private Map<WorkerKey, Worker> workers; // null until somebody looks

    StorageIndex(StatsStorage storage) {
        this.storage = storage;
    }

    boolean isOf(StatsStorage other) {
        return storage == other;
    }

    synchronized List<Worker> workers() {
        if (workers == null) {
            workers = scan();
        }
        return List.copyOf(workers.values());
    }

    synchronized void note(WorkerKey key, long time) {
        if (workers != null) {
            try {
                workers.computeIfAbsent(key, this::worker).note(time);
            } catch (RuntimeException | IllegalAccessError closed) {
                // The storage was closed since: there is nothing more to show. DL4J's thread of events ends at a
                // failure.
            }
        }
    }

    /** A network that begins in a session that there is already may have other parameters. */
    synchronized void renew(WorkerKey key) {
        if (workers != null) {
            try {
                workers.computeIfPresent(key, (same, old) -> {
                    Worker renewed = worker(key);
                    renewed.times().addAll(old.times());
                    return renewed;
                });
            } catch (RuntimeException | IllegalAccessError closed) {
                // As above.
            }
        }
    }

    private Map<WorkerKey, Worker> scan() {
        Map<WorkerKey, Worker> found = new LinkedHashMap<>();
        for (String session : storage.listSessionIDs()) {
            for (String name : storage.listWorkerIDsForSessionAndType(session, StatsListener.TYPE_ID)) {
                WorkerKey key = new WorkerKey(session, name);
                Worker worker = worker(key);
                for (long time : storage.getAllUpdateTimes(session, StatsListener.TYPE_ID, name)) {
                    worker.times().add(time);
                }
                found.put(key, worker);
            }
        }
        return found;
    }

    private Worker worker(WorkerKey key) {
        return Worker.of(storage, key);
    }
}
