package org.gradientflow.cli.doctor;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.cli.terminal.BadInputException;

/** The shape in which a network takes the numbers of one example, as its first layer defines it. */
final class ModelShape {
    private ModelShape() {}

    /** The first layer that reads the network's input, and what DL4J puts before it, or null. */
    private record Entrance(Layer layer, InputPreProcessor before) {}

    /**
     * The shape of one example of so many numbers.
     *
     * @return without the dimension of the examples
     * @throws BadInputException when a network of several inputs or outputs is given, or so many numbers don't fit
     */
    static long[] of(Model model, int columns) {
        Entrance entrance = model instanceof MultiLayerNetwork network
                ? entrance(network.getLayerWiseConfigurations())
                : entrance(((ComputationGraph) model).getConfiguration());
        Layer layer = entrance.layer;
        if (entrance.before instanceof FeedForwardToCnnPreProcessor image) {
            // The network makes images of rows by itself.
            return flat(columns, image.getNumChannels() * image.getInputHeight() * image.getInputWidth());
        }
        if (layer instanceof EmbeddingSequenceLayer) {
            return new long[] {columns};
        }
        if (layer instanceof EmbeddingLayer) {
            return flat(columns, 1);
        }
        if (layer instanceof BaseRecurrentLayer || layer instanceof Convolution1DLayer) {
            return sequence(columns, ((FeedForwardLayer) layer).getNIn());
        }
        if (layer instanceof ConvolutionLayer image) {
            return image(columns, image.getNIn(), image.getCnn2dDataFormat());
        }
        if (layer instanceof FeedForwardLayer dense && !(layer instanceof BatchNormalization)) {
            return flat(columns, dense.getNIn());
        }
        return new long[] {columns};
    }

    private static long[] flat(int columns, long expected) {
        if (columns != expected) {
            throw new BadInputException(
                    "--features names %d column(s), but the network has %d input(s); name as many columns as inputs"
                            .formatted(columns, expected));
        }
        return new long[] {columns};
    }

    /** Steps of a sequence, one after another in the columns. */
    private static long[] sequence(int columns, long width) {
        if (columns % width != 0) {
            throw new BadInputException(
                    "--features names %d columns, but each step of the network's sequences has %d; name a multiple of that"
                            .formatted(columns, width));
        }
        return new long[] {width, columns / width};
    }

    private static long[] image(int columns, long channels, CNN2DFormat format) {
        long side = Math.round(Math.sqrt((double) columns / channels));
        if (side * side * channels != columns) {
            throw new BadInputException(
                    "--features names %d columns, which do not form a square image with %d channels; give the image's size with --shape"
                            .formatted(columns, channels));
        }
        return format == CNN2DFormat.NHWC ? new long[] {side, side, channels} : new long[] {channels, side, side};
    }

    private static Entrance entrance(MultiLayerConfiguration configuration) {
        return new Entrance(unwrapped(configuration.getConf(0).getLayer()), configuration.getInputPreProcess(0));
    }

    private static Entrance entrance(ComputationGraphConfiguration configuration) {
        List<String> inputs = configuration.getNetworkInputs();
        List<String> outputs = configuration.getNetworkOutputs();
        if (inputs.size() > 1 || outputs.size() > 1) {
            throw new BadInputException(
                    "the network has the inputs %s and the outputs %s, and a table can serve only one of each; use the class Doctor in Java"
                            .formatted(inputs, outputs));
        }
        for (Map.Entry<String, List<String>> vertex :
                configuration.getVertexInputs().entrySet()) {
            GraphVertex reader = configuration.getVertices().get(vertex.getKey());
            if (vertex.getValue().contains(inputs.get(0)) && reader instanceof LayerVertex layer) {
                return new Entrance(unwrapped(layer.getLayerConf().getLayer()), layer.getPreProcessor());
            }
        }
        return new Entrance(null, null);
    }

    private static Layer unwrapped(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return unwrapped(frozen.getLayer());
        }
        if (layer instanceof BaseWrapperLayer wrapper) {
            return unwrapped(wrapper.getUnderlying());
        }
        return layer instanceof Bidirectional both ? unwrapped(both.getFwd()) : layer;
    }
}
