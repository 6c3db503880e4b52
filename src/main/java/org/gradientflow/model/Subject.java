package org.gradientflow.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Internal: one way to treat both of DL4J's kinds of network. Copies leave the network alone; {@link #fit} trains the network
 * itself, and {@link #gradients} sets its gradients.
 */
public final class Subject {
    private final Model model;

    private Subject(Model model) {
        this.model = model;
    }

    /**
     * A network as it is.
     *
     * @param model a {@code MultiLayerNetwork} or a {@code ComputationGraph}
     * @return the subject
     * @throws IllegalArgumentException for another kind of model
     */
    public static Subject of(Model model) {
        if (!(model instanceof MultiLayerNetwork || model instanceof ComputationGraph)) {
            throw NetworkNodes.unknown(model);
        }
        NetworkNodes.requireInitialised(model);
        return new Subject(model);
    }

    public Model model() {
        return model;
    }

    /** A copy that goes on training exactly as the network would, without listeners. */
    public Subject copy() {
        return new Subject(Copies.of(model));
    }

    /**
     * A copy whose layers are configured differently, with the same parameters; with the same updater state and count of steps, as
     * long as the changed configuration has updaters of the same kinds for the same parameters. Others begin at step 0.
     *
     * @param change of a layer's configuration, wrappers included; may change its argument in place
     * @return the copy
     */
    public Subject variant(UnaryOperator<Layer> change) {
        return new Subject(Copies.changed(model, (name, layer) -> change.apply(layer)));
    }

    /**
     * The same with a change of some layers only.
     *
     * @param names of the layers, as {@link #names} gives them
     * @param change of a layer's configuration, wrappers included; may change its argument in place
     * @return the copy
     */
    public Subject variant(Set<String> names, UnaryOperator<Layer> change) {
        return new Subject(Copies.changed(model, (name, layer) -> names.contains(name) ? change.apply(layer) : layer));
    }

    /**
     * A copy whose layers are configured differently, with parameters drawn anew as that configuration says.
     *
     * @param change of a layer's configuration
     * @return the copy
     */
    public Subject redrawn(UnaryOperator<Layer> change) {
        return new Subject(Copies.redrawn(model, change));
    }

    /**
     * The same, drawn from another seed than the configuration's.
     *
     * @param change of a layer's configuration
     * @param seed of the draw
     * @return the copy
     */
    public Subject redrawn(UnaryOperator<Layer> change, long seed) {
        return new Subject(Copies.redrawn(model, change, seed));
    }

    /**
     * Whether its weights are as they were drawn: it was never trained, and no part of it was taken over from another and frozen.
     */
    public boolean newborn() {
        return Iterations.of(model) == 0
                && Architecture.of(model).layers().stream().noneMatch(LayerFacts::frozen);
    }

    /** Frees the memory of a copy that nobody uses any more: ND4J's is not the garbage collector's to bound. */
    public void close() {
        if (model instanceof MultiLayerNetwork network) {
            network.close();
        } else {
            ((ComputationGraph) model).close();
        }
    }

    /**
     * One step of training.
     *
     * @param batch rows
     * @throws IllegalStateException for several inputs or outputs where a layered network has one
     */
    public void fit(TrainingData batch) {
        if (model instanceof MultiLayerNetwork network) {
            network.fit(batch.toDataSet());
        } else {
            ((ComputationGraph) model).fit(batch.toMultiDataSet());
        }
    }

    /** The loss of the last step, or of {@link #loss}, with regularisation, as DL4J reports it. */
    public double score() {
        return model.score();
    }

    /**
     * The loss of the data alone, without what regularisation adds, as in prediction (no dropout).
     *
     * @param batch rows
     * @return the loss; not finite where the network's output is not
     */
    public double loss(MultiDataSet batch) {
        MultiDataSet rows = copied(batch);
        if (model instanceof MultiLayerNetwork network) {
            return network.score(single(rows), false) - network.calcRegularizationScore(true);
        }
        ComputationGraph graph = (ComputationGraph) model;
        return graph.score(rows, false) - graph.calcRegularizationScore(true);
    }

    /** The outputs, as in prediction. DL4J would multiply them by the labels' mask. */
    public List<INDArray> output(MultiDataSet batch) {
        if (model instanceof MultiLayerNetwork network) {
            DataSet rows = single(copied(batch));
            return List.of(network.output(rows.getFeatures(), false, rows.getFeaturesMaskArray(), null));
        }
        ComputationGraph graph = (ComputationGraph) model;
        return List.of(graph.output(false, copied(batch).getFeatures(), batch.getFeaturesMaskArrays(), null));
    }

    /**
     * What DL4J multiplies the loss of an output by: the mask of its labels, or else that of the features where it comes through
     * to the output's layer, which depends on the layers between.
     *
     * @param output index of the output among the network's
     * @param layer index or vertex name of the output's layer
     * @param batch rows
     * @return of the labels' layout, or null
     */
    public INDArray mask(int output, String layer, MultiDataSet batch) {
        INDArray own = batch.getLabelsMaskArray(output);
        if (own != null || batch.getFeaturesMaskArrays() == null) {
            return own;
        }
        INDArray through;
        if (model instanceof MultiLayerNetwork network) {
            network.setLayerMaskArrays(batch.getFeaturesMaskArray(0), null);
            through = network.getOutputLayer().getMaskArray();
            network.clearLayerMaskArrays();
        } else {
            ComputationGraph graph = (ComputationGraph) model;
            graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), null);
            through = graph.getLayer(layer).getMaskArray();
            graph.clearLayerMaskArrays();
        }
        INDArray labels = batch.getLabels(output);
        if (through == null || labels.rank() != 3 || through.rank() != 2 || through.size(1) != 1) {
            return through;
        }
        // Time steps come as one column, all examples of the first before those of the second.
        long steps = through.length() / labels.size(0);
        return through.dup('f').reshape('f', labels.size(0), steps);
    }

    /** The loss's derivative by each parameter, by DL4J's key, summed over the rows, before clipping and updater. */
    public Map<String, INDArray> gradients(MultiDataSet batch) {
        if (model instanceof MultiLayerNetwork network) {
            DataSet rows = single(batch);
            network.setInput(rows.getFeatures());
            network.setLabels(rows.getLabels());
            if (rows.getFeaturesMaskArray() != null || rows.getLabelsMaskArray() != null) {
                network.setLayerMaskArrays(rows.getFeaturesMaskArray(), rows.getLabelsMaskArray());
            }
            network.computeGradientAndScore();
            network.clearLayerMaskArrays();
        } else {
            ComputationGraph graph = (ComputationGraph) model;
            graph.setInputs(batch.getFeatures());
            graph.setLabels(batch.getLabels());
            if (batch.hasMaskArrays()) {
                graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
            }
            graph.computeGradientAndScore();
            graph.clearLayerMaskArrays();
        }
        return model.gradient().gradientForVariable();
    }

    /** Every layer's output, by the layer's name, as in prediction. */
    public Map<String, INDArray> activations(MultiDataSet batch) {
        if (model instanceof ComputationGraph graph) {
            return graph.feedForward(copied(batch).getFeatures(), false);
        }
        MultiLayerNetwork network = (MultiLayerNetwork) model;
        List<INDArray> outputs = network.feedForward(copied(batch).getFeatures(0), false);
        Map<String, INDArray> named = new HashMap<>();
        for (int i = 1; i < outputs.size(); i++) {
            named.put(Integer.toString(i - 1), outputs.get(i));
        }
        return named;
    }

    /** Every layer's output, by the layer's name, as in training; masks count. Changes what layers remember: for a copy. */
    public Map<String, INDArray> trainingActivations(MultiDataSet batch) {
        MultiDataSet rows = copied(batch);
        if (model instanceof ComputationGraph graph) {
            graph.setLayerMaskArrays(rows.getFeaturesMaskArrays(), rows.getLabelsMaskArrays());
            Map<String, INDArray> outputs = graph.feedForward(rows.getFeatures(), true);
            graph.clearLayerMaskArrays();
            return outputs;
        }
        MultiLayerNetwork network = (MultiLayerNetwork) model;
        network.setLayerMaskArrays(rows.getFeaturesMaskArray(0), rows.getLabelsMaskArray(0));
        List<INDArray> outputs = network.feedForward(rows.getFeatures(0), true);
        network.clearLayerMaskArrays();
        Map<String, INDArray> named = new HashMap<>();
        for (int i = 1; i < outputs.size(); i++) {
            named.put(Integer.toString(i - 1), outputs.get(i));
        }
        return named;
    }

    /** The loss of each row, without regularisation; empty where DL4J has none, as for object detection. */
    public Optional<INDArray> rowLosses(MultiDataSet batch) {
        MultiDataSet rows = copied(batch);
        try {
            return Optional.of(
                    model instanceof MultiLayerNetwork network
                            ? network.scoreExamples(single(rows), false)
                            : ((ComputationGraph) model).scoreExamples(rows, false));
        } catch (RuntimeException unsupported) {
            return Optional.empty();
        }
    }

    /** Every layer of the network as DL4J runs it, in order. */
    public List<org.deeplearning4j.nn.api.Layer> layers() {
        return model instanceof MultiLayerNetwork network
                ? List.of(network.getLayers())
                : List.of(((ComputationGraph) model).getLayers());
    }

    /** Names of the layers as findings say them, in the order of {@link #layers}. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        List<org.deeplearning4j.nn.api.Layer> layers = layers();
        for (int i = 0; i < layers.size(); i++) {
            names.add(
                    model instanceof MultiLayerNetwork
                            ? Integer.toString(i)
                            : layers.get(i).conf().getLayer().getLayerName());
        }
        return names;
    }

    /** With features of its own: a first layer that is an activation works in place. */
    private static MultiDataSet copied(MultiDataSet batch) {
        return new org.nd4j.linalg.dataset.MultiDataSet(
                Arrays.stream(batch.getFeatures()).map(INDArray::dup).toArray(INDArray[]::new),
                batch.getLabels(),
                batch.getFeaturesMaskArrays(),
                batch.getLabelsMaskArrays());
    }

    private static DataSet single(MultiDataSet batch) {
        return new DataSet(
                batch.getFeatures(0), batch.getLabels(0), batch.getFeaturesMaskArray(0), batch.getLabelsMaskArray(0));
    }
}
