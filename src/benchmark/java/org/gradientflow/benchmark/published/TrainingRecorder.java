package org.gradientflow.benchmark.published;

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
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.Skill;
import org.gradientflow.benchmark.models.Training;
import org.gradientflow.model.Floats;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Trains a model and records the quantities that published rules need. A frozen layer has weights but no gradients, as in the
 * frameworks for which the rules were written.
 */
final class TrainingRecorder extends BaseTrainingListener {
    private static final int EPOCHS = 10;
    private static final int EVERY = 10;

    private final BenchmarkModel model;
    private final double[] losses;
    private final List<Double> accuracies = new ArrayList<>();
    private final List<Observed.Step> steps = new ArrayList<>();
    private final Map<String, float[]> weights = new LinkedHashMap<>();
    private final Map<String, float[]> gradients = new LinkedHashMap<>();
    private final Map<String, float[][]> activations = new LinkedHashMap<>();
    private int step;

    private TrainingRecorder(BenchmarkModel model) {
        this.model = model;
        losses = new double[model.steps()];
    }

    static Observed observe(BenchmarkModel model) {
        TrainingRecorder recorder = new TrainingRecorder(model);
        return recorder.observed(Training.train(model, recorder));
    }

    @Override
    public void onForwardPass(Model network, List<INDArray> values) {
        if (due()) {
            activations.clear();
            for (int layer = 1; layer < values.size(); layer++) {
                activations.put(Integer.toString(layer - 1), units(values.get(layer)));
            }
        }
    }

    @Override
    public void onForwardPass(Model network, Map<String, INDArray> values) {
        if (due()) {
            activations.clear();
            values.forEach((name, value) -> activations.put(name, units(value)));
        }
    }

    @Override
    public void onGradientCalculation(Model network) {
        if (due()) {
            double rows = layers(network).values().iterator().next().conf().isMiniBatch() ? model.batch() : 1;
            weights.clear();
            gradients.clear();
            layers(network).forEach((name, layer) -> {
                INDArray value = network.paramTable().get(name + "_W");
                if (value != null) {
                    weights.put(name, values(value));
                    INDArray gradient = gradient(network, name);
                    // A layer below a frozen layer has no gradient either.
                    if (gradient != null && !(layer.conf().getLayer() instanceof FrozenLayer)) {
                        gradients.put(name, values(gradient.div(rows)));
                    }
                }
            });
        }
    }

    @Override
    public void iterationDone(Model network, int iteration, int epoch) {
        losses[step] = network.score();
        if (due()) {
            Map<String, float[]> updates = new LinkedHashMap<>();
            gradients.keySet().forEach(name -> updates.put(name, values(gradient(network, name))));
            steps.add(new Observed.Step(
                    step,
                    new LinkedHashMap<>(weights),
                    new LinkedHashMap<>(gradients),
                    updates,
                    new LinkedHashMap<>(activations)));
        }
        step++;
        if (step * EPOCHS / model.steps() > accuracies.size()) {
            accuracies.add(Skill.accuracy(Training.output(network, model.data().getFeatures()), model));
        }
    }

    private boolean due() {
        return step < EVERY || step % EVERY == 0;
    }

    private Observed observed(Model network) {
        Map<String, Layer> layers = layers(network);
        String last = new ArrayList<>(layers.keySet()).get(layers.size() - 1);
        var output = layers.get(last).conf().getLayer();
        return new Observed(
                losses,
                accuracies.stream().mapToDouble(Double::doubleValue).toArray(),
                steps,
                with(layers, ActivationReLU.class),
                with(layers, ActivationTanH.class),
                with(layers, ActivationSigmoid.class),
                new Observed.Output(
                        ((BaseLayer) output).getActivationFn().toString(),
                        loss(output).getClass().getSimpleName(),
                        model.data().getLabels().minNumber().doubleValue(),
                        model.data().getLabels().maxNumber().doubleValue()));
    }

    private static ILossFunction loss(org.deeplearning4j.nn.conf.layers.Layer output) {
        return output instanceof LossLayer only ? only.getLossFn() : ((BaseOutputLayer) output).getLossFn();
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
            if (kind.isInstance(activation) && !(conf instanceof BaseOutputLayer) && !(conf instanceof LossLayer)) {
                names.add(name);
            }
        });
        return names;
    }

    private static Map<String, Layer> layers(Model network) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        if (network instanceof ComputationGraph graph) {
            for (int vertex : graph.topologicalSortOrder()) {
                var part = graph.getVertices()[vertex];
                if (part.hasLayer()) {
                    layers.put(part.getVertexName(), part.getLayer());
                }
            }
        } else {
            Layer[] all = ((MultiLayerNetwork) network).getLayers();
            for (int i = 0; i < all.length; i++) {
                layers.put(Integer.toString(i), all[i]);
            }
        }
        return layers;
    }

    private static INDArray gradient(Model network, String layer) {
        return network.gradient().getGradientFor(layer + "_W");
    }

    private static float[] values(INDArray array) {
        return Floats.rowMajor(array, 1);
    }

    private static float[][] units(INDArray array) {
        INDArray byUnit = array.swapAxes(0, 1).dup('c');
        return byUnit.reshape('c', byUnit.size(0), byUnit.length() / byUnit.size(0))
                .toFloatMatrix();
    }
}
