package org.gradientflow.model;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/** How many numbers go into a unit and how many units a number reaches, by {@link LayerFacts}' meaning. */
record Fans(long nIn, long nOut, double fanIn, double fanOut) {
    private static final Fans NONE = new Fans(0, 0, 0, 0);

    static Fans of(Layer layer) {
        if (!(layer instanceof FeedForwardLayer forward)) {
            return NONE;
        }
        long in = forward.getNIn();
        long out = forward.getNOut();
        if (layer instanceof ConvolutionLayer convolution) {
            double kernel = product(convolution.getKernelSize());
            boolean depthwise = layer instanceof DepthwiseConvolution2D;
            return new Fans(
                    in,
                    out,
                    depthwise ? kernel : in * kernel,
                    (depthwise ? (double) out / in : out) * kernel / product(convolution.getStride()));
        }
        if (layer instanceof BaseRecurrentLayer) {
            return new Fans(in, out, (double) in + out, out);
        }
        if (layer instanceof EmbeddingLayer || layer instanceof EmbeddingSequenceLayer) {
            return new Fans(in, out, 1, out);
        }
        return layer instanceof BatchNormalization ? new Fans(in, out, 1, 1) : new Fans(in, out, in, out);
    }

    private static double product(int[] sizes) {
        return Arrays.stream(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
    }
}
