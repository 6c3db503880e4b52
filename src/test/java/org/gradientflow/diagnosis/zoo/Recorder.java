package org.gradientflow.diagnosis.zoo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.diagnosis.zoo.published.Observed;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Records a patient's training as published rules need it. Layers that are frozen have weights here but no gradients, as in
 * the frameworks for which the rules were written.
 */
final class Recorder extends BaseTrainingListener {
    private static final int EPOCHS = 10;
    private static final int EVERY = 10;

    private final Patient patient;
    private final double[] losses;
    private final List<Double> accuracies = new ArrayList<>();
    private final List<Observed.Step> steps = new ArrayList<>();
    private final Map<String, float[]> weights = new LinkedHashMap<>();
    private final Map<String, float[]> gradients = new LinkedHashMap<>();
    private final Map<String, float[][]> activations = new LinkedHashMap<>();
    private int step;

    private Recorder(Patient patient) {
        this.patient = patient;
        losses = new double[patient.steps()];
    }

    static Observed observe(Patient patient) {
        Recorder recorder = new Recorder(patient);
        return recorder.observed(Training.train(patient, recorder));
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> values) {
        if (due()) {
            activations.clear();
            for (int layer = 1; layer < values.size(); layer++) {
                activations.put(Integer.toString(layer - 1), units(values.get(layer)));
            }
        }
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> values) {
        if (due()) {
            activations.clear();
            values.forEach((name, value) -> activations.put(name, units(value)));
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        if (due()) {
            double rows = layers(model).values().iterator().next().conf().isMiniBatch() ? patient.batch() : 1;
            weights.clear();
            gradients.clear();
            layers(model).forEach((name, layer) -> {
                INDArray value = model.paramTable().get(name + "_W");
                if (value != null) {
                    weights.put(name, values(value));
                    INDArray gradient = gradient(model, name);
                    // What lies below a frozen layer gets none either.
                    if (gradient != null && !(layer.conf().getLayer() instanceof FrozenLayer)) {
                        gradients.put(name, values(gradient.div(rows)));
                    }
                }
            });
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        losses[step] = model.score();
        if (due()) {
            Map<String, float[]> updates = new LinkedHashMap<>();
            gradients.keySet().forEach(name -> updates.put(name, values(gradient(model, name))));
            steps.add(new Observed.Step(
                    step,
                    new LinkedHashMap<>(weights),
                    new LinkedHashMap<>(gradients),
                    updates,
                    new LinkedHashMap<>(activations)));
        }
        step++;
        if (step * EPOCHS / patient.steps() > accuracies.size()) {
            accuracies.add(Skill.accuracy(Training.output(model, patient.data().getFeatures()), patient));
        }
    }

    private boolean due() {
        return step < EVERY || step % EVERY == 0;
    }

    private Observed observed(Model model) {
        Map<String, Layer> layers = layers(model);
        String last = new ArrayList<>(layers.keySet()).get(layers.size() - 1);
        BaseOutputLayer output = (BaseOutputLayer) layers.get(last).conf().getLayer();
        return new Observed(
                losses,
                accuracies.stream().mapToDouble(Double::doubleValue).toArray(),
                steps,
                with(layers, ActivationReLU.class),
                with(layers, ActivationTanH.class),
                with(layers, ActivationSigmoid.class),
                new Observed.Output(
                        output.getActivationFn().toString(),
                        output.getLossFn().getClass().getSimpleName(),
                        patient.data().getLabels().minNumber().doubleValue(),
                        patient.data().getLabels().maxNumber().doubleValue()));
    }

    private static Set<String> with(Map<String, Layer> layers, Class<? extends IActivation> kind) {
        Set<String> names = new HashSet<>();
        layers.forEach((name, layer) -> {
            var conf = layer.conf().getLayer() instanceof FrozenLayer frozen
                    ? frozen.getLayer()
                    : layer.conf().getLayer();
            IActivation activation = conf instanceof ActivationLayer only
                    ? only.getActivationFn()
                    : conf instanceof BaseLayer base && !(base instanceof LSTM) ? base.getActivationFn() : null;
            if (kind.isInstance(activation) && !(conf instanceof BaseOutputLayer)) {
                names.add(name);
            }
        });
        return names;
    }

    private static Map<String, Layer> layers(Model model) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        if (model instanceof ComputationGraph graph) {
            for (int vertex : graph.topologicalSortOrder()) {
                var part = graph.getVertices()[vertex];
                if (part.hasLayer()) {
                    layers.put(part.getVertexName(), part.getLayer());
                }
            }
        } else {
            Layer[] all = ((MultiLayerNetwork) model).getLayers();
            for (int i = 0; i < all.length; i++) {
                layers.put(Integer.toString(i), all[i]);
            }
        }
        return layers;
    }

    private static INDArray gradient(Model model, String layer) {
        return model.gradient().getGradientFor(layer + "_W");
    }

    private static float[] values(INDArray array) {
        return array.dup('c').ravel().castTo(DataType.FLOAT).toFloatVector();
    }

    private static float[][] units(INDArray array) {
        INDArray byUnit = array.swapAxes(0, 1).dup('c');
        return byUnit.reshape('c', byUnit.size(0), byUnit.length() / byUnit.size(0))
                .toFloatMatrix();
    }
}
