package org.gradientflow.diagnosis.variant;

import java.util.Optional;
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

    private Wider() {}

    /**
     * A wider network with parameters of the scale that its activations need.
     *
     * @param subject as it is
     * @return empty where it is no stack of dense layers
     */
    public static Optional<Subject> of(Subject subject) {
        if (!(subject.model() instanceof MultiLayerNetwork network)) {
            return Optional.empty();
        }
        // As configured: a frozen layer is not one to make wider.
        Layer[] layers = network.getLayerWiseConfigurations().getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .toArray(Layer[]::new);
        int last = layers.length - 1;
        for (int i = 0; i < last; i++) {
            if (layers[i].getClass() != DenseLayer.class) {
                return Optional.empty();
            }
        }
        if (last == 0 || layers[last].getClass() != OutputLayer.class) {
            return Optional.empty();
        }
        AtomicInteger index = new AtomicInteger();
        return Optional.of(subject.redrawn(layer -> {
            FeedForwardLayer wide = (FeedForwardLayer) Changes.wellInitialised().apply(layer);
            wide.setNIn(index.getAndIncrement() == 0 ? wide.getNIn() : wide.getNIn() * FACTOR);
            if (wide instanceof DenseLayer) {
                wide.setNOut(wide.getNOut() * FACTOR);
            }
            return wide;
        }));
    }
}
