package org.gradientflow.model;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A copy of a network whose layers are configured differently. */
final class Variant {
    private Variant() {}

    /**
     * Builds it.
     *
     * @param model a {@code MultiLayerNetwork} or a {@code ComputationGraph}; is not changed
     * @param change of a layer's configuration, wrappers included; may change its argument in place
     * @param parameters of the copy, which keeps them; null to draw them as its configuration says
     * @return the copy, without listeners
     */
    static Model of(Model model, UnaryOperator<Layer> change, INDArray parameters) {
        if (model instanceof MultiLayerNetwork network) {
            MultiLayerConfiguration configuration =
                    network.getLayerWiseConfigurations().clone();
            configuration.getConfs().forEach(layer -> change(layer, change));
            MultiLayerNetwork copy = new MultiLayerNetwork(configuration);
            copy.init(parameters, false);
            return drawn(copy, parameters);
        }
        ComputationGraphConfiguration configuration =
                ((ComputationGraph) model).getConfiguration().clone();
        configuration.setIterationCount(
                ((ComputationGraph) model).getConfiguration().getIterationCount());
        configuration.setEpochCount(
                ((ComputationGraph) model).getConfiguration().getEpochCount());
        configuration.getVertices().values().forEach(vertex -> change(vertex, change));
        ComputationGraph copy = new ComputationGraph(configuration);
        copy.init(parameters, false);
        return drawn(copy, parameters);
    }

    private static Model drawn(Model copy, INDArray parameters) {
        if (parameters == null) {
            begin(copy);
        }
        return copy;
    }

    /** Schedules and updaters that count their steps start again. */
    static void begin(Model copy) {
        if (copy instanceof MultiLayerNetwork network) {
            network.getLayerWiseConfigurations().setIterationCount(0);
            network.getLayerWiseConfigurations().setEpochCount(0);
        } else {
            ComputationGraphConfiguration configuration = ((ComputationGraph) copy).getConfiguration();
            configuration.setIterationCount(0);
            configuration.setEpochCount(0);
        }
    }

    private static void change(GraphVertex vertex, UnaryOperator<Layer> change) {
        if (vertex instanceof LayerVertex layer) {
            change(layer.getLayerConf(), change);
        } else if (vertex instanceof FrozenVertex frozen) {
            change(frozen.getUnderlying(), change);
        }
    }

    private static void change(NeuralNetConfiguration layer, UnaryOperator<Layer> change) {
        separate(layer.getLayer());
        layer.setLayer(change.apply(layer.getLayer()));
    }

    /** DL4J's copy of a wrapper has the very layer inside that the original has. */
    private static void separate(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            separate(frozen.getLayer());
        } else if (layer instanceof BaseWrapperLayer wrapper) {
            wrapper.setUnderlying(wrapper.getUnderlying().clone());
            separate(wrapper.getUnderlying());
        } else if (layer instanceof Bidirectional both) {
            both.setFwd(both.getFwd().clone());
            both.setBwd(both.getBwd().clone());
            separate(both.getFwd());
            separate(both.getBwd());
        }
    }
}
