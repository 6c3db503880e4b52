package org.gradientflow.diagnosis.variant;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Subject;

/** A network with more units in each hidden layer. */
public final class Wider {
    /** Units for each one. */
    public static final int FACTOR = 4;

    /** Units of a layer that is wide already; copies of wider ones would take more memory than they are worth. */
    private static final int WIDE = 256;

    private Wider() {}

    /** Whether it is a stack of dense layers, none of them frozen, none of them wide. */
    public static boolean may(Subject subject) {
        if (!(subject.model() instanceof MultiLayerNetwork network)) {
            return false;
        }
        // As configured: a frozen layer is not one to make wider.
        List<Layer> layers = network.getLayerWiseConfigurations().getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .toList();
        int last = layers.size() - 1;
        return last > 0
                && layers.get(last).getClass() == OutputLayer.class
                && layers.subList(0, last).stream()
                        .allMatch(
                                layer -> layer.getClass() == DenseLayer.class && ((DenseLayer) layer).getNOut() < WIDE);
    }

    /**
     * A wider network with parameters of the scale that its activations need.
     *
     * @param subject one that {@linkplain #may may} be made wider
     * @return the wider one
     */
    public static Subject of(Subject subject) {
        AtomicInteger index = new AtomicInteger();
        return subject.redrawn(layer -> {
            FeedForwardLayer wide = (FeedForwardLayer) Changes.wellInitialised().apply(layer);
            wide.setNIn(index.getAndIncrement() == 0 ? wide.getNIn() : wide.getNIn() * FACTOR);
            if (wide instanceof DenseLayer) {
                wide.setNOut(wide.getNOut() * FACTOR);
            }
            return wide;
        });
    }
}
