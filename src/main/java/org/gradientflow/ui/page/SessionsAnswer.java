package org.gradientflow.ui.page;

import java.util.List;
import java.util.Map;
import org.gradientflow.recording.Diagnosed;
import org.gradientflow.storage.DiagnosisRecord;

/** What there is to look at. */
record SessionsAnswer(List<SessionEntry> sessions) {

    /**
     * One worker of a session.
     *
     * @param reports how many there are
     * @param last the time stamp of the newest: a page that polls sees where there is something new; 0 without a report
     * @param parameters DL4J's keys
     * @param original the original's names by key, where the session is one of its cases
     * @param diagnosis null where the network was not examined
     */
    record SessionEntry(
            String session,
            String worker,
            long started,
            String model,
            int reports,
            long last,
            List<String> parameters,
            Map<String, String> original,
            DiagnosisRecord diagnosis) {

        static SessionEntry of(Worker worker) {
            return new SessionEntry(
                    worker.key().session(),
                    worker.key().worker(),
                    worker.started(),
                    worker.model(),
                    worker.times().size(),
                    worker.newest(),
                    worker.parameters(),
                    OriginalNames.of(worker),
                    diagnosis(worker));
        }

        private static DiagnosisRecord diagnosis(Worker worker) {
            return worker.storage() instanceof Diagnosed storage
                    ? storage.diagnosis().orElse(null)
                    : null;
        }
    }

    static SessionsAnswer of(List<Worker> workers) {
        return new SessionsAnswer(workers.stream().map(SessionEntry::of).toList());
    }
}
