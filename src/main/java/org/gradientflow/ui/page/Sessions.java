package org.gradientflow.ui.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.core.storage.StatsStorageListener.EventType;

/** Who reports into the storages that are attached. A session that two storages hold is read from the one attached last. */
final class Sessions {

    private final List<StorageIndex> indexes = new CopyOnWriteArrayList<>();

    void attach(StatsStorage storage) {
        StorageIndex index = new StorageIndex(storage);
        indexes.add(index);
        if (!storage.listSessionIDs().isEmpty()) {
            CompletableFuture.runAsync(index::workers); // saved trainings: before somebody looks
        }
    }

    void detach(StatsStorage storage) {
        indexes.removeIf(index -> index.isOf(storage));
    }

    /** Takes note of what was stored just now. */
    void note(StatsStorageEvent event) {
        WorkerKey key = new WorkerKey(event.getSessionID(), event.getWorkerID());
        for (StorageIndex index : indexes) {
            if (!index.isOf(event.getStatsStorage())) {
                continue;
            }
            if (event.getEventType() == EventType.PostUpdate) {
                index.note(key, event.getTimestamp());
            } else if (event.getEventType() == EventType.PostStaticInfo) {
                index.renew(key);
            }
        }
    }

    /** All of them, the oldest first. */
    List<Worker> all() {
        Map<WorkerKey, Worker> workers = new LinkedHashMap<>();
        for (StorageIndex index : indexes) {
            index.workers().forEach(worker -> workers.put(worker.key(), worker));
        }
        List<Worker> sorted = new ArrayList<>(workers.values());
        sorted.sort(Comparator.comparingLong(Worker::started)
                .thenComparing(worker -> worker.key().session()));
        return sorted;
    }

    /** That of a session and a worker; without a worker's name, the session's first. */
    Optional<Worker> find(String session, String worker) {
        return all().stream()
                .filter(one -> one.key().session().equals(session))
                .filter(one -> worker == null || one.key().worker().equals(worker))
                .findFirst();
    }
}
