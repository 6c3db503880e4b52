package org.gradientflow.model;

import java.util.List;
import java.util.function.BiFunction;
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
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Internal: copies of networks, to train without touching the original.
 *
 * <p>DL4J's own {@code clone} does not serve: a graph's clone shares the original's list of listeners, so that setting the clone's
 * takes the original's away, and a layered network's clone wraps frozen layers twice.
 */
public final class Copies {
    private static final BiFunction<String, Layer, Layer> UNCHANGED = (name, layer) -> layer;

    private Copies() {}

    /**
     * A network of the same configuration, parameters, updater state and counts of steps and epochs, without listeners.
     *
     * @param model a {@code MultiLayerNetwork} or a {@code ComputationGraph}; is not changed
     * @return the copy, which trains as the original would; the state of an updater that is older than a layer's freezing is left out
     * @throws IllegalArgumentException for another kind of model
     */
    public static Model of(Model model) {
        return copied(model, UNCHANGED, true);
    }

    /**
     * The same with another configuration of layers. The updater's state and the counts are kept as long as the changed
     * configuration has updaters of the same kinds for the same parameters; otherwise training begins at step 0.
     *
     * @param change of the configuration of a layer of a name, wrappers included; may change its argument in place
     */
    static Model changed(Model model, BiFunction<String, Layer, Layer> change) {
        return copied(model, change, false);
    }

    private static Model copied(Model model, BiFunction<String, Layer, Layer> change, boolean unchanged) {
        NetworkNodes.requireInitialised(model);
        INDArray parameters = model.params() == null ? null : model.params().dup();
        Model copy = network(model, change, parameters);
        BaseMultiLayerUpdater<?> own = updater(model, false);
        if (own == null && Iterations.of(model) == 0) {
            return copy; // nothing to keep, nothing to begin anew
        }
        BaseMultiLayerUpdater<?> theirs = updater(copy, true);
        boolean sameLayout = own != null && blocks(own).equals(blocks(theirs));
        // The original's updater says nothing where it was saved without one, or froze a layer after it had one.
        boolean sameUpdaters = unchanged
                || sameLayout
                || blocks(updater(network(model, UNCHANGED, copy.params().dup()), true))
                        .equals(blocks(theirs));
        if (!sameUpdaters) {
            begin(copy);
        } else if (sameLayout && own.getStateViewArray() != null) {
            theirs.getStateViewArray().assign(own.getStateViewArray());
        }
        return copy;
    }

    /** The same with parameters drawn as the changed configuration says, from its own seed, and at step 0. */
    static Model redrawn(Model model, UnaryOperator<Layer> change) {
        return network(model, (name, layer) -> change.apply(layer), null);
    }

    /** The same, drawn from another seed than the configuration's. */
    static Model redrawn(Model model, UnaryOperator<Layer> change, long seed) {
        Model start = of(model);
        if (start instanceof MultiLayerNetwork network) {
            network.getLayerWiseConfigurations().getConfs().forEach(layer -> layer.setSeed(seed));
        } else {
            ((ComputationGraph) start)
                    .getConfiguration()
                    .getDefaultConfiguration()
                    .setSeed(seed);
        }
        return redrawn(start, change);
    }

    /** A network with these parameters; with null they are drawn, and training begins at step 0. */
    private static Model network(Model model, BiFunction<String, Layer, Layer> change, INDArray parameters) {
        Model copy;
        if (model instanceof MultiLayerNetwork network) {
            MultiLayerNetwork layered = new MultiLayerNetwork(configuration(network, change));
            layered.init(parameters, false);
            copy = layered;
        } else if (model instanceof ComputationGraph graph) {
            ComputationGraph vertices = new ComputationGraph(configuration(graph, change));
            vertices.init(parameters, false);
            copy = vertices;
        } else {
            throw NetworkNodes.unknown(model);
        }
        if (parameters == null) {
            begin(copy);
        }
        return copy;
    }

    private static MultiLayerConfiguration configuration(
            MultiLayerNetwork network, BiFunction<String, Layer, Layer> change) {
        MultiLayerConfiguration configuration =
                network.getLayerWiseConfigurations().clone();
        for (int i = 0; i < network.getnLayers(); i++) {
            String name = Integer.toString(i);
            change(configuration.getConf(i), network.getLayer(i), layer -> change.apply(name, layer));
        }
        return configuration;
    }

    private static ComputationGraphConfiguration configuration(
            ComputationGraph graph, BiFunction<String, Layer, Layer> change) {
        ComputationGraphConfiguration configuration = graph.getConfiguration().clone();
        // A graph's configuration forgets its counts when it is cloned.
        configuration.setIterationCount(graph.getConfiguration().getIterationCount());
        configuration.setEpochCount(graph.getConfiguration().getEpochCount());
        configuration.getVertices().forEach((name, vertex) -> {
            GraphVertex inner = vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
            if (inner instanceof LayerVertex layer) {
                change(
                        layer.getLayerConf(),
                        graph.getVertex(name).getLayer(),
                        configured -> change.apply(name, configured));
            }
        });
        return configuration;
    }

    private static void change(
            NeuralNetConfiguration configuration,
            org.deeplearning4j.nn.api.Layer running,
            UnaryOperator<Layer> change) {
        Layer layer = configuration.getLayer();
        separate(layer);
        configuration.setLayer(change.apply(frozen(layer, running)));
    }

    /** A layer that was frozen in the running network only is frozen in the copy's configuration, where a change can thaw it. */
    private static Layer frozen(Layer layer, org.deeplearning4j.nn.api.Layer running) {
        if (!(running instanceof org.deeplearning4j.nn.layers.FrozenLayer) || layer instanceof FrozenLayer) {
            return layer;
        }
        FrozenLayer frozen = new FrozenLayer(layer);
        frozen.setLayerName(layer.getLayerName());
        return frozen;
    }

    /** DL4J's clone of a wrapper has the very layer inside that the original has. */
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

    /** Null where a network has none yet and is not to be given one. */
    private static BaseMultiLayerUpdater<?> updater(Model model, boolean make) {
        return (BaseMultiLayerUpdater<?>)
                (model instanceof MultiLayerNetwork network
                        ? network.getUpdater(make)
                        : ((ComputationGraph) model).getUpdater(make));
    }

    /** DL4J lays state out by runs of parameters with equal updaters, and each kind of updater means something else by it. */
    private static List<String> blocks(BaseMultiLayerUpdater<?> updater) {
        return updater.getUpdaterBlocks().stream().map(Copies::block).toList();
    }

    private static String block(UpdaterBlock block) {
        UpdaterBlock.ParamState first = block.getLayersAndVariablesInBlock().get(0);
        Object kind = first.getLayer().getConfig().getUpdaterByParam(first.getParamName());
        return "%s %d %d %d"
                .formatted(
                        kind.getClass().getName(),
                        block.getParamOffsetStart(),
                        block.getUpdaterViewOffsetStart(),
                        block.getUpdaterViewOffsetEnd());
    }

    /** Schedules and updaters that count their steps start again. */
    private static void begin(Model copy) {
        if (copy instanceof MultiLayerNetwork network) {
            network.getLayerWiseConfigurations().setIterationCount(0);
            network.getLayerWiseConfigurations().setEpochCount(0);
        } else {
            ComputationGraphConfiguration configuration = ((ComputationGraph) copy).getConfiguration();
            configuration.setIterationCount(0);
            configuration.setEpochCount(0);
        }
    }
}
