package org.gradientflow.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Detached;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** The batches that a network saw last, copied out of its workspaces, in bounded memory. */
final class RecentBatches {
    /** More rows make no verdict surer. */
    private static final int MOST_ROWS = 2_048;

    private final Deque<MultiDataSet> batches = new ArrayDeque<>();
    private final long mostBytes;
    private long bytes;
    private int rows;
    private INDArray featureMask;
    private INDArray labelMask;

    RecentBatches(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Keeps the masks of a layered network's batch: to be called at its forward pass, after which layers forget them. The features' mask
     * is that of the first layer that holds one: a recurrent layer only passes it on, to the output's in the end.
     */
    void forward(MultiLayerNetwork network) {
        Layer output = network.getOutputLayer();
        featureMask = Arrays.stream(network.getLayers())
                .filter(layer -> layer != output)
                .map(Layer::getMaskArray)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        labelMask = output.getMaskArray();
    }

    /** Copies the batch that the network works on: to be called at the end of its backward pass, when a graph still has its labels. */
    void add(Model model) {
        MultiDataSet batch = model instanceof MultiLayerNetwork network ? of(network) : of((ComputationGraph) model);
        if (batch == null) {
            return;
        }
        batches.add(batch);
        bytes += bytes(batch);
        rows += rows(batch);
        while (batches.size() > 1 && (bytes > mostBytes || rows > MOST_ROWS)) {
            MultiDataSet oldest = batches.remove();
            bytes -= bytes(oldest);
            rows -= rows(oldest);
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** The oldest first. */
    List<MultiDataSet> all() {
        return List.copyOf(batches);
    }

    /** The last so many, the oldest first; fewer where memory is short. */
    List<MultiDataSet> last(int number) {
        List<MultiDataSet> all = all();
        return all.subList(Math.max(0, all.size() - number), all.size());
    }

    /** The rows of the last batch. */
    int batch() {
        return rows(batches.getLast());
    }

    private MultiDataSet of(MultiLayerNetwork network) {
        INDArray features = network.getInput();
        INDArray labels = network.getLabels();
        if (features == null || labels == null) {
            return null;
        }
        return copy(
                new INDArray[] {features},
                new INDArray[] {labels},
                new INDArray[] {timeMask(featureMask, features)},
                new INDArray[] {timeMask(labelMask, labels)});
    }

    private static MultiDataSet of(ComputationGraph graph) {
        INDArray[] labels = graph.getConfiguration().getNetworkOutputs().stream()
                .map(graph::getLayer)
                .map(layer -> layer instanceof IOutputLayer output ? output.getLabels() : null)
                .toArray(INDArray[]::new);
        return Stream.concat(Arrays.stream(graph.getInputs()), Arrays.stream(labels))
                        .anyMatch(array -> array == null)
                ? null
                : copy(graph.getInputs(), labels, graph.getInputMaskArrays(), graph.getLabelMaskArrays());
    }

    /** A mask in the layout of its array; a layer may hold it as one column, step by step with all rows of the first step first. */
    private static INDArray timeMask(INDArray mask, INDArray array) {
        if (mask == null || array.rank() != 3 || mask.rank() == 3 || mask.size(1) != 1) {
            return mask;
        }
        return mask.length() == array.size(0) * array.size(2)
                ? mask.dup('f').reshape('f', array.size(0), array.size(2))
                : null;
    }

    private static MultiDataSet copy(
            INDArray[] features, INDArray[] labels, INDArray[] featureMasks, INDArray[] labelMasks) {
        return new MultiDataSet(copies(features), copies(labels), copies(featureMasks), copies(labelMasks));
    }

    private static INDArray[] copies(INDArray[] arrays) {
        return arrays == null || Arrays.stream(arrays).allMatch(array -> array == null)
                ? null
                : Arrays.stream(arrays)
                        .map(array -> array == null ? null : Detached.copy(array))
                        .toArray(INDArray[]::new);
    }

    private static int rows(MultiDataSet batch) {
        return (int) batch.getFeatures(0).size(0);
    }

    private static long bytes(MultiDataSet batch) {
        List<INDArray> arrays = new ArrayList<>();
        arrays.addAll(Arrays.asList(batch.getFeatures()));
        arrays.addAll(Arrays.asList(batch.getLabels()));
        return arrays.stream()
                .mapToLong(array -> array.length() * array.dataType().width())
                .sum();
    }
}
