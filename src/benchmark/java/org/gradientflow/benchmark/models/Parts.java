package org.gradientflow.benchmark.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A configuration that is still to be changed, the same for both kinds of network. Layers are in order, input first. */
final class Parts {
    private final MultiLayerConfiguration layers;
    private final ComputationGraphConfiguration graph;
    private final Map<String, NeuralNetConfiguration> parts = new LinkedHashMap<>();

    Parts(MultiLayerConfiguration configuration) {
        layers = configuration;
        graph = null;
        for (int i = 0; i < configuration.getConfs().size(); i++) {
            parts.put(Integer.toString(i), configuration.getConf(i));
        }
    }

    Parts(ComputationGraphConfiguration configuration) {
        layers = null;
        graph = configuration;
        configuration.getVertices().forEach((name, vertex) -> {
            if (vertex instanceof LayerVertex layer) {
                parts.put(name, layer.getLayerConf());
            }
        });
    }

    /** Layers with weights that are not normalisation, by index or vertex name; the output is the last. */
    List<String> weighted() {
        List<String> names = new ArrayList<>();
        parts.forEach((name, conf) -> {
            if (base(conf.getLayer()) != null) {
                names.add(name);
            }
        });
        return names;
    }

    List<String> hidden() {
        List<String> names = weighted();
        return names.subList(0, names.size() - 1);
    }

    String middle() {
        List<String> hidden = hidden();
        return hidden.get(hidden.size() / 2);
    }

    String last() {
        List<String> names = weighted();
        return names.get(names.size() - 1);
    }

    BaseLayer layer(String name) {
        return base(parts.get(name).getLayer());
    }

    BaseOutputLayer output() {
        return (BaseOutputLayer) layer(last());
    }

    void eachWeighted(Consumer<BaseLayer> change) {
        weighted().forEach(name -> change.accept(layer(name)));
    }

    void eachHidden(Consumer<BaseLayer> change) {
        hidden().forEach(name -> change.accept(layer(name)));
    }

    /** Every configuration of a layer, those without weights too. */
    void eachConfiguration(Consumer<NeuralNetConfiguration> change) {
        parts.values().forEach(change);
    }

    void wrap(String name, UnaryOperator<Layer> wrapper) {
        NeuralNetConfiguration conf = parts.get(name);
        conf.setLayer(wrapper.apply(conf.getLayer()));
    }

    Model init() {
        if (layers != null) {
            MultiLayerNetwork network = new MultiLayerNetwork(layers);
            network.init();
            return network;
        }
        ComputationGraph network = new ComputationGraph(graph);
        network.init();
        return network;
    }

    private static BaseLayer base(Layer layer) {
        Layer inner = layer instanceof BaseWrapperLayer wrapper ? wrapper.getUnderlying() : layer;
        return inner instanceof BaseLayer base
                        && !(inner instanceof BatchNormalization)
                        && base.initializer() != null
                        && base.initializer().numParams(base) > 0
                ? base
                : null;
    }
}
