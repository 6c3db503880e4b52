package org.gradientflow.observation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.NetworkNodes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads a few numbers of a step of training while it is made: {@link #forward}, {@link #backward} and {@link #done} in this order, from a
 * listener. A {@link FlowRecorder} keeps far more, and takes longer.
 */
public final class StepReader {
    /** Longer arrays are measured by ND4J, which is faster for them alone. */
    private static final int SHORT = 1 << 14;

    /** Of fewer rows, many units are off by chance. */
    private static final int FEW_ROWS = 8;

    private final Architecture architecture;
    private final Map<String, UnitActivity> units = new HashMap<>();
    private final Map<String, Double> gradients = new HashMap<>();
    private final Map<String, Double> kept = new HashMap<>();
    private int rows;

    /**
     * A reader of one network.
     *
     * @param model initialised
     */
    public StepReader(Model model) {
        architecture = Architecture.of(model);
    }

    /**
     * The activations of a {@code MultiLayerNetwork}.
     *
     * @param network that trains
     * @param activations the input, then one of each layer
     */
    public void forward(Model network, List<INDArray> activations) {
        Map<String, INDArray> named = new HashMap<>();
        for (int i = 1; i < activations.size(); i++) {
            named.put(architecture.layers().get(i - 1).name(), activations.get(i));
        }
        forward(network, named);
    }

    /**
     * The activations of a {@code ComputationGraph}.
     *
     * @param network that trains
     * @param activations by vertex
     */
    public void forward(Model network, Map<String, INDArray> activations) {
        units.clear();
        for (LayerFacts layer : architecture.withParameters()) {
            INDArray values = activations.get(layer.name());
            if (values != null) {
                rows = (int) values.size(0);
                units.put(layer.name(), Activity.of(layer, values, NetworkNodes.mask(network, layer.name())));
            }
        }
    }

    /**
     * The raw gradient, before the updater changes it.
     *
     * @param network that trains
     */
    public void backward(Model network) {
        gradients.clear();
        kept.clear();
        Map<String, INDArray> raw = network.gradient().gradientForVariable();
        int divisor = architecture.miniBatch() ? Math.max(1, network.batchSize()) : 1;
        for (LayerFacts layer : architecture.withParameters()) {
            String key = weights(layer);
            Map<String, Double> norms = new LinkedHashMap<>();
            for (String each : layer.parameters()) {
                INDArray gradient = raw.get(each);
                if (gradient != null) {
                    norms.put(each, size(gradient) * Math.sqrt(gradient.length()));
                }
            }
            if (norms.containsKey(key)) {
                double size = norms.get(key) / Math.sqrt(raw.get(key).length()) / divisor;
                Clipping clipping =
                        Clipping.of(layer.updating(), divisor, norms, List.of()).get(key);
                gradients.put(key, size);
                kept.put(key, Math.min(1, clipping.bound() / size) * Math.min(1, divisor / clipping.divisor()));
            }
        }
    }

    /**
     * The step, when its updates were made.
     *
     * @param network that trains
     * @return all layers with weights that are trained
     */
    public StepReading done(Model network) {
        Map<String, INDArray> updates = network.gradient().gradientForVariable();
        List<LayerReading> layers = new ArrayList<>();
        for (LayerFacts layer : architecture.withParameters()) {
            String key = weights(layer);
            INDArray update = updates.get(key);
            if (layer.learns() && update != null && gradients.containsKey(key)) {
                UnitActivity activity = units.get(layer.name());
                layers.add(new LayerReading(
                        layer.name(),
                        gradients.get(key),
                        kept.get(key),
                        size(update),
                        size(network.getParam(key)),
                        activity == null || rows < FEW_ROWS ? 0 : activity.deadShare(),
                        activity == null ? 0 : activity.meanSaturatedShare(),
                        activity == null || rows < 2 ? Double.NaN : activity.rmsSpread()));
            }
        }
        return new StepReading(network.score(), layers);
    }

    /** Not the first parameter: a convolution's is its bias. */
    private String weights(LayerFacts layer) {
        return layer.parameters().stream()
                .filter(key -> !key.endsWith("_b"))
                .findFirst()
                .orElse(layer.parameters().get(0));
    }

    private static double size(INDArray array) {
        if (array.length() > SHORT) {
            return array.norm2Number().doubleValue() / Math.sqrt(array.length());
        }
        double squares = 0;
        for (double value : Doubles.of(array)) {
            squares += value * value;
        }
        return Math.sqrt(squares / array.length());
    }
}
