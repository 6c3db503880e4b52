package org.gradientflow.model;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** Internal: one thing changed in a layer's configuration, to be tried on a copy. */
public final class Changes {
    private Changes() {}

    /** Applies a change to the layer inside any wrappers. */
    public static UnaryOperator<Layer> inside(Consumer<BaseLayer> change) {
        return layer -> {
            base(layer, change);
            return layer;
        };
    }

    private static void base(Layer layer, Consumer<BaseLayer> change) {
        if (layer instanceof FrozenLayer frozen) {
            base(frozen.getLayer(), change);
        } else if (layer instanceof BaseWrapperLayer wrapper) {
            base(wrapper.getUnderlying(), change);
        } else if (layer instanceof Bidirectional both) {
            base(both.getFwd(), change);
            base(both.getBwd(), change);
        } else if (layer instanceof BaseLayer base) {
            change.accept(base);
        }
    }

    /** The layer inside any wrappers, or null where it has no weights of the usual kind. */
    public static BaseLayer inner(Layer layer) {
        BaseLayer[] found = new BaseLayer[1];
        base(layer, base -> found[0] = found[0] == null ? base : found[0]);
        return found[0];
    }

    public static UnaryOperator<Layer> rate(double factor) {
        return inside(layer -> {
            layer.setIUpdater(scaled(layer.getIUpdater(), factor));
            layer.setBiasUpdater(scaled(layer.getBiasUpdater(), factor));
        });
    }

    private static IUpdater scaled(IUpdater updater, double factor) {
        if (updater == null || !updater.hasLearningRate()) {
            return updater;
        }
        IUpdater scaled = updater.clone();
        scaled.setLrAndSchedule(updater.getLearningRate(0, 0) * factor, null);
        return scaled;
    }

    public static UnaryOperator<Layer> activation(IActivation function) {
        return inside(layer -> layer.setActivationFn(function));
    }

    public static UnaryOperator<Layer> withoutClipping() {
        return inside(layer -> layer.setGradientNormalization(GradientNormalization.None));
    }

    public static UnaryOperator<Layer> withoutRegularisation() {
        return layer -> {
            base(layer, base -> {
                base.setRegularization(List.of());
                base.setRegularizationBias(List.of());
                base.setIDropout(null);
                base.setWeightNoise(null);
                base.setConstraints(null);
            });
            layer.setIDropout(null);
            layer.setConstraints(null);
            return layer;
        };
    }

    /** Unwraps frozen layers, and gives those without an updater, or with a rate of 0, that of the others. */
    public static UnaryOperator<Layer> thawed(IUpdater updater) {
        return layer -> {
            Layer thawed = layer;
            while (true) {
                if (thawed instanceof FrozenLayer frozen) {
                    thawed = frozen.getLayer();
                } else if (thawed instanceof FrozenLayerWithBackprop frozen) {
                    thawed = frozen.getUnderlying();
                } else {
                    break;
                }
            }
            base(thawed, base -> {
                if (still(base.getIUpdater())) {
                    base.setIUpdater(updater.clone());
                }
                if (base.getBiasUpdater() != null && still(base.getBiasUpdater())) {
                    base.setBiasUpdater(null);
                }
            });
            return thawed;
        };
    }

    public static boolean still(IUpdater updater) {
        return updater == null
                || updater instanceof NoOp
                || updater.hasLearningRate() && updater.getLearningRate(0, 0) == 0;
    }

    /** Initial weights of the scheme that keeps the scale of signals with this activation; biases 0. */
    public static UnaryOperator<Layer> wellInitialised() {
        return inside(layer -> {
            WeightInit scheme = scheme(layer.getActivationFn());
            layer.setWeightInitFn(scheme.getWeightInitFunction());
            layer.setBiasInit(0);
            if (layer instanceof BaseRecurrentLayer recurrent && recurrent.getWeightInitFnRecurrent() != null) {
                recurrent.setWeightInitFnRecurrent(WeightInit.XAVIER.getWeightInitFunction());
            }
        });
    }

    /** He et al. (2015) for rectifiers, Klambauer et al. (2017) for SELU, Glorot and Bengio (2010) for the rest. */
    public static WeightInit scheme(IActivation activation) {
        return switch (activation == null ? "" : activation.getClass().getSimpleName()) {
            case "ActivationReLU",
                    "ActivationReLU6",
                    "ActivationLReLU",
                    "ActivationPReLU",
                    "ActivationRReLU",
                    "ActivationThresholdedReLU",
                    "ActivationELU",
                    "ActivationGELU",
                    "ActivationSwish",
                    "ActivationMish",
                    "ActivationSoftPlus" -> WeightInit.RELU;
            case "ActivationSELU" -> WeightInit.LECUN_NORMAL;
            default -> WeightInit.XAVIER;
        };
    }

    /** Tanh instead of sigmoid in hidden layers; the gates of an LSTM stay. */
    public static UnaryOperator<Layer> centred() {
        return inside(layer -> {
            if (layer.getActivationFn() instanceof ActivationSigmoid
                    && !(layer instanceof AbstractLSTM)
                    && !(layer instanceof BaseOutputLayer)) {
                layer.setActivationFn(Activation.TANH.getActivationFunction());
            }
        });
    }
}
