package org.gradientflow.diagnosis.variant;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Layer-sequential unit variance (Mishkin and Matas, "All you need is a good init", 2016): from the first layer to the last,
 * weights are scaled until the layer's sums, before its activation, have variance 1 on these rows. Serves any depth, any
 * activation and layers whose fan says little.
 *
 * <p>The paper starts from orthonormal weights. Here they start as they are, with the directions that they were drawn with;
 * call it on a network that was just initialised.
 *
 * <pre>{@code
 * network.init();
 * Lsuv.scale(network, TrainingData.of(data));
 * }</pre>
 */
public final class Lsuv {
    /** The largest distance of the variance from 1 and the most attempts, from the paper's algorithm 1. */
    private static final double TOLERANCE = 0.1;

    private static final int ATTEMPTS = 10;

    /** Enough for a variance over rows and units. */
    private static final int ROWS = 256;

    private Lsuv() {}

    /**
     * Scales the weights of dense, convolutional and output layers, in place. Recurrent layers, normalisations and frozen layers
     * stay as they are, and so does a layer whose sums do not vary.
     *
     * @param model an initialised MultiLayerNetwork or ComputationGraph
     * @param data what it is going to be trained on
     * @throws IllegalArgumentException for another kind of model
     */
    public static void scale(Model model, TrainingData data) {
        Subject subject = Subject.of(model);
        MultiDataSet rows = data.sample(ROWS).toMultiDataSet();
        List<String> names = subject.names();
        for (int i = 0; i < names.size(); i++) {
            org.deeplearning4j.nn.api.Layer running = subject.layers().get(i);
            // A frozen layer's own configuration is that of the layer inside.
            boolean frozen = running instanceof FrozenLayer || running instanceof FrozenLayerWithBackprop;
            Layer layer = running.conf().getLayer();
            INDArray weights = model.paramTable().get(names.get(i) + "_W");
            if (weights != null
                    && !frozen
                    && layer instanceof BaseLayer base
                    && !(layer instanceof BaseRecurrentLayer)) {
                scale(subject, names.get(i), base, weights, rows);
            }
        }
    }

    private static void scale(Subject subject, String name, BaseLayer layer, INDArray weights, MultiDataSet rows) {
        IActivation activation = layer.getActivationFn();
        layer.setActivationFn(new ActivationIdentity());
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                double variance = subject.activations(rows)
                        .get(name)
                        .castTo(DataType.DOUBLE)
                        .varNumber()
                        .doubleValue();
                if (!(variance > 0) || Double.isInfinite(variance) || Math.abs(variance - 1) < TOLERANCE) {
                    return;
                }
                weights.divi(Math.sqrt(variance));
            }
        } finally {
            layer.setActivationFn(activation);
        }
    }
}
