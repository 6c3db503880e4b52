package org.gradientflow.watch;

import org.gradientflow.diagnosis.verdict.Finding;

/** Ends a training on which an alarm was raised; see {@link TrainingWatch.Builder#stopOn}. It comes out of DL4J's {@code fit}. */
public final class TrainingStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Alarm alarm;

    TrainingStopped(Alarm alarm) {
        super("training stopped: " + alarm);
        this.alarm = alarm;
    }

    /**
     * What was found.
     *
     * @return of the alarm; null after serialisation
     */
    public Finding finding() {
        return alarm == null ? null : alarm.finding();
    }

    /**
     * Why.
     *
     * @return the first alarm that was severe enough; null after serialisation
     */
    public Alarm alarm() {
        return alarm;
    }
}
