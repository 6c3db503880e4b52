package org.gradientflow.cli.run;

import java.util.function.Supplier;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.training.Session;

/**
 * One case that a command trains.
 *
 * @param experiment the case
 * @param firstStep where its training starts: 0, or the step of the model that is resumed
 * @param session makes the session; called on the thread that trains
 */
record TrainingJob(Experiment experiment, int firstStep, Supplier<Session> session) {}
