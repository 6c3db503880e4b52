package org.gradientflow.ui;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
}
