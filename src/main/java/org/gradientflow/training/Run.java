package org.gradientflow.training;

import java.util.List;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;

/**
 * The result of a training.
 *
 * @param experiment what was trained
 * @param steps number of steps done, fewer than planned if the training was stopped
 * @param loss mean loss per row over the last {@link RecentSteps#KEPT} steps
 * @param trained whether that loss is below {@link RecentSteps#TRAINED_BELOW}
 * @param slope of the estimate against the input over the same steps
 * @param firstLayer gradient and movement of the first layer's weights
 * @param weights of the first layer after training, the original's {@code W}
 * @param evaluations after training
 * @param stepsPerSecond of this training, listeners included
 */
public record Run(
        Experiment experiment,
        int steps,
        double loss,
        boolean trained,
        double slope,
        FirstLayerFlow.Figures firstLayer,
        float[] weights,
        List<Trainer.Evaluation> evaluations,
        double stepsPerSecond) {}
