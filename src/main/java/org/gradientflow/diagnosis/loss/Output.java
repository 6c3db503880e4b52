package org.gradientflow.diagnosis.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * An output of a network: what turns the last layer's pre-output and the labels into a loss.
 *
 * @param index of the output among the network's
 * @param layer index or vertex name
 * @param loss as configured
 * @param activation of the output
 * @param width columns of the pre-output, or 0 where the layer does not say: then the labels'
 * @param averaged whether DL4J divides the loss by the number of rows
 * @param columnsLast whether time steps or pixels come before the columns, as the formats NWC and NDHWC have it
 */
public record Output(
        int index,
        String layer,
        ILossFunction loss,
        IActivation activation,
        long width,
        boolean averaged,
        boolean columnsLast) {
    /**
     * The outputs whose loss is an {@link ILossFunction} of rows; others (object detection, SameDiff) have none to look at. Nor has
     * a {@link CnnLossLayer} in the format NHWC: DL4J reads its score across, as if it were NCHW.
     */
    public static List<Output> of(Subject subject) {
        List<Output> found = new ArrayList<>();
        if (subject.model() instanceof MultiLayerNetwork network) {
            int last = network.getnLayers() - 1;
            output(0, Integer.toString(last), network.getLayer(last).conf()).ifPresent(found::add);
        } else {
            ComputationGraph graph = (ComputationGraph) subject.model();
            List<String> outputs = graph.getConfiguration().getNetworkOutputs();
            for (int i = 0; i < outputs.size(); i++) {
                org.deeplearning4j.nn.api.Layer layer = graph.getLayer(outputs.get(i));
                if (layer != null) {
                    output(i, outputs.get(i), layer.conf()).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** The mask that DL4J multiplies this output's loss by, in the labels' layout; null for none. */
    public INDArray mask(Subject subject, MultiDataSet batch) {
        return subject.mask(index, layer, batch);
    }

    private static Optional<Output> output(int index, String name, NeuralNetConfiguration configuration) {
        Layer layer = configuration.getLayer();
        ILossFunction loss = loss(layer);
        if (loss == null || !(layer instanceof BaseLayer base) || base.getActivationFn() == null) {
            return Optional.empty();
        }
        long width = layer instanceof FeedForwardLayer sized ? Math.max(0, sized.getNOut()) : 0;
        // Layers that are nothing but a loss divide it by the rows, whatever is configured.
        boolean averaged = !(layer instanceof BaseOutputLayer) || configuration.isMiniBatch();
        return Optional.of(new Output(index, name, loss, base.getActivationFn(), width, averaged, columnsLast(layer)));
    }

    /** Not asked of an {@link RnnLossLayer}: in the format NWC, DL4J takes its input for the labels, and can't train. */
    private static boolean columnsLast(Layer layer) {
        if (layer instanceof RnnOutputLayer output) {
            return output.getRnnDataFormat() == RNNFormat.NWC;
        }
        return layer instanceof Cnn3DLossLayer output && output.getDataFormat() == Convolution3D.DataFormat.NDHWC;
    }

    private static ILossFunction loss(Layer layer) {
        if (layer instanceof BaseOutputLayer output) {
            return output.getLossFn();
        } else if (layer instanceof LossLayer output) {
            return output.getLossFn();
        } else if (layer instanceof RnnLossLayer output) {
            return output.getLossFn();
        } else if (layer instanceof CnnLossLayer output) {
            return output.getFormat() == CNN2DFormat.NHWC ? null : output.getLossFn();
        } else {
            return layer instanceof Cnn3DLossLayer output ? output.getLossFn() : null;
        }
    }
}
