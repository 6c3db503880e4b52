package org.gradientflow.recording;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.gradientflow.model.Iterations;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lets a listener see steps 0, N, 2N, ... only, which makes DL4J's own listener of frequency 1 an oracle for ours. */
record EveryNth(TrainingListener listener, int every) implements TrainingListener {

    private boolean isDue(Model model) {
        return Iterations.of(model) % every == 0;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        if (isDue(model)) {
            listener.onForwardPass(model, activations);
        }
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        if (isDue(model)) {
            listener.onForwardPass(model, activations);
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        if (isDue(model)) {
            listener.onGradientCalculation(model);
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        if (isDue(model)) {
            listener.iterationDone(model, iteration, epoch);
        }
    }

    @Override
    public void onBackwardPass(Model model) {}

    @Override
    public void onEpochStart(Model model) {}

    @Override
    public void onEpochEnd(Model model) {}
}
