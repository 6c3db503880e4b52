package org.gradientflow.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies every array of every step with {@code dup()}, to compare reports with what happened. */
final class Witness extends BaseTrainingListener {

    record Step(
            int number,
            double score,
            Map<String, INDArray> before,
            Map<String, INDArray> activations,
            Map<String, INDArray> gradients,
            Map<String, INDArray> updates,
            Map<String, INDArray> after) {}

    final List<Step> steps = new ArrayList<>();
    private Map<String, INDArray> before;
    private Map<String, INDArray> activations;
    private Map<String, INDArray> gradients;

    @Override
    public void onForwardPass(Model model, List<INDArray> layers) {
        Map<String, INDArray> byName = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            byName.put(i == 0 ? "input" : String.valueOf(i - 1), copy(layers.get(i)));
        }
        activations = byName;
        before = copy(model.paramTable());
    }

    @Override
    public void onGradientCalculation(Model model) {
        gradients = copy(model.gradient().gradientForVariable());
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        steps.add(new Step(
                iteration,
                model.score(),
                before,
                activations,
                gradients,
                copy(model.gradient().gradientForVariable()),
                copy(model.paramTable())));
    }

    private static Map<String, INDArray> copy(Map<String, INDArray> arrays) {
        Map<String, INDArray> copies = new LinkedHashMap<>();
        arrays.forEach((name, array) -> copies.put(name, copy(array)));
        return copies;
    }

    /** A copy that outlives the workspace: activations live in one that closes with the step. */
    private static INDArray copy(INDArray array) {
        return array.dup().detach();
    }
}
