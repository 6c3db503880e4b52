package org.gradientflow.watch;

import java.util.function.Supplier;
import org.deeplearning4j.earlystopping.termination.IterationTerminationCondition;

/** Ends an early-stopping training at an alarm, and says which in the result's details. */
final class AlarmCondition implements IterationTerminationCondition {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Alarm> alarm;

    AlarmCondition(Supplier<Alarm> alarm) {
        this.alarm = alarm;
    }

    @Override
    public void initialize() {
        // The watch keeps the state.
    }

    @Override
    public boolean terminate(double lastScore) {
        return alarm.get() != null;
    }

    @Override
    public String toString() {
        Alarm raised = alarm.get();
        return raised == null ? "TrainingWatch" : "TrainingWatch: " + raised;
    }
}
