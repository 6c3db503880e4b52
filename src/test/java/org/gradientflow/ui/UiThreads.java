package org.gradientflow.ui;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;
import org.gradientflow.recording.Wait;

/** The threads of training UIs in this JVM, whoever started them. */
public final class UiThreads {

    private UiThreads() {}

    public static Set<Thread> alive() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(UiThreads::isOfAUi)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOfAUi(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getName().startsWith("vert")
                || Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().contains("VertxUIServer"));
    }

    /** Waits until all have ended but those of others. */
    public static void awaitEnd(Set<Thread> others) throws Exception {
        Wait.until("all threads of the UI have ended", () -> others.containsAll(alive()));
    }

    /**
     * Ends DL4J's own server and its threads. One of them looks only at an event whether it should end, so it gets one, of a
     * type that no page wants.
     *
     * @param attached a storage that the server shows
     * @param others what was alive before
     */
    public static void endStockServer(StatsStorage attached, Set<Thread> others) throws Exception {
        VertxUIServer.stopInstance();
        attached.putStorageMetaData(new SbeStorageMetaData(0, "end", "end", "end", "of no page", "of no page"));
        awaitEnd(others);
    }
}
