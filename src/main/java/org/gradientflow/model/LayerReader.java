package org.gradientflow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.gradientflow.model.NetworkNodes.Place;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Reads what DL4J's configurations say about each layer. */
final class LayerReader {
    private static final String NO_LOSS = "an output layer has no loss";

    private final int iteration;
    private final int epoch;

    private LayerReader(int iteration, int epoch) {
        this.iteration = iteration;
        this.epoch = epoch;
    }

    /** Layers and vertices, from the input to the output. */
    static List<LayerFacts> read(Model model) {
        int epoch = model instanceof ComputationGraph graph
                ? graph.getEpochCount()
                : ((MultiLayerNetwork) model).getEpochCount();
        LayerReader reader = new LayerReader(Iterations.of(model), epoch);
        return NetworkNodes.of(model).stream().map(reader::facts).toList();
    }

    private LayerFacts facts(Place place) {
        List<String> wrappers = new ArrayList<>();
        Layer layer = place.layer() == null ? null : unwrapped(place.layer(), wrappers);
        boolean frozen = wrappers.stream().anyMatch(wrapper -> wrapper.startsWith("Frozen"));
        BaseLayer base = layer instanceof BaseLayer known ? known : null;
        Fans fans = Fans.of(layer);
        return new LayerFacts(
                place.name(),
                (layer == null ? place.trainable() : layer).getClass().getSimpleName(),
                wrappers,
                place.inputs(),
                activation(layer),
                fans.nIn(),
                fans.nOut(),
                fans.fanIn(),
                fans.fanOut(),
                place.keys(true).isEmpty() || base == null ? "" : weightInit(base.getWeightInitFn()),
                place.keys(true).isEmpty() || base == null ? Double.NaN : base.getBiasInit(),
                updating(place),
                dropout(layer),
                weightNoise(base),
                constraints(layer),
                frozen,
                place.keys(true),
                place.keys(false),
                place.output(),
                loss(layer));
    }

    /** The layer inside all wrappers, whose names are collected. A running wrapper shows the configuration of what it wraps. */
    private static Layer unwrapped(org.deeplearning4j.nn.api.Layer running, List<String> wrappers) {
        if (running instanceof BaseWrapperLayer wrapper) {
            wrappers.add(wrapper.getClass().getSimpleName());
            return unwrapped(wrapper.getUnderlying(), wrappers);
        }
        Layer layer = running.conf().getLayer();
        if (layer instanceof Bidirectional both) {
            wrappers.add(Bidirectional.class.getSimpleName());
            return both.getFwd();
        }
        return layer;
    }

    /** Every {@code BaseLayer} inherits a default function from the builder, whether or not it ever applies it. */
    private static Optional<IActivation> activation(Layer layer) {
        if (layer instanceof ActivationLayer own) {
            return of(own.getActivationFn(), "an activation layer has no activation");
        }
        boolean applies = layer instanceof BaseLayer
                && !(layer instanceof BatchNormalization
                        || layer instanceof DropoutLayer
                        || layer instanceof PReLULayer
                        || layer instanceof RepeatVector);
        return applies
                ? of(
                        ((BaseLayer) layer).getActivationFn(),
                        "a " + layer.getClass().getSimpleName() + " has no activation")
                : Optional.empty();
    }

    private static String weightInit(IWeightInit scheme) {
        return scheme == null ? "" : scheme.getClass().getSimpleName().replaceFirst("^WeightInit", "");
    }

    private UpdateRule updating(Place place) {
        TrainingConfig config = place.trainable().getConfig();
        List<String> keys = place.keys(true);
        if (config == null || keys.isEmpty()) {
            return UpdateRule.NONE;
        }
        List<String> own = keys.stream()
                .map(key -> key.substring(place.name().length() + 1))
                .toList();
        // A convolution has its bias first.
        String weights =
                own.stream().filter(key -> key.endsWith("W")).findFirst().orElse(own.get(0));
        IUpdater updater = config.getUpdaterByParam(weights);
        List<Regularization> penalties = config.getRegularizationByParam(weights);
        return new UpdateRule(
                updater == null
                        ? NoOp.class.getSimpleName()
                        : updater.getClass().getSimpleName(),
                rate(updater),
                own.stream()
                        .mapToDouble(key -> rate(config.getUpdaterByParam(key)))
                        .min()
                        .orElse(Double.NaN),
                coefficient(penalties, L1Regularization.class::isInstance),
                coefficient(penalties, L2Regularization.class::isInstance),
                coefficient(penalties, WeightDecay.class::isInstance),
                config.getGradientNormalization() == null
                        ? UpdateRule.NONE.normalization()
                        : config.getGradientNormalization(),
                config.getGradientNormalizationThreshold());
    }

    private double rate(IUpdater updater) {
        if (updater == null || updater instanceof NoOp) {
            return 0;
        }
        return updater.hasLearningRate() ? updater.getLearningRate(iteration, epoch) : Double.NaN;
    }

    private double coefficient(List<Regularization> penalties, Predicate<Regularization> kind) {
        double sum = 0;
        for (Regularization penalty : penalties == null ? List.<Regularization>of() : penalties) {
            if (kind.test(penalty)) {
                sum += coefficient(penalty);
            }
        }
        return sum;
    }

    private double coefficient(Regularization penalty) {
        if (penalty instanceof L1Regularization l1) {
            return l1.getL1().valueAt(iteration, epoch);
        }
        if (penalty instanceof L2Regularization l2) {
            return l2.getL2().valueAt(iteration, epoch);
        }
        return ((WeightDecay) penalty).getCoeff().valueAt(iteration, epoch);
    }

    private static double dropout(Layer layer) {
        if (layer == null || layer.getIDropout() == null) {
            return 1;
        }
        if (layer.getIDropout() instanceof Dropout dropout) {
            return dropout.getP();
        }
        return layer.getIDropout() instanceof SpatialDropout spatial ? spatial.getP() : Double.NaN;
    }

    private static String weightNoise(BaseLayer layer) {
        if (layer == null || layer.getWeightNoise() == null) {
            return "";
        }
        return layer.getWeightNoise() instanceof DropConnect connect
                ? "DropConnect(%s)".formatted(Numbers.plain(connect.getWeightRetainProb()))
                : layer.getWeightNoise().getClass().getSimpleName();
    }

    private static List<String> constraints(Layer layer) {
        return layer == null || layer.getConstraints() == null
                ? List.of()
                : layer.getConstraints().stream()
                        .map(constraint -> constraint.getClass().getSimpleName())
                        .toList();
    }

    private static Optional<ILossFunction> loss(Layer layer) {
        if (layer instanceof BaseOutputLayer output) {
            return of(output.getLossFn(), NO_LOSS);
        }
        if (layer instanceof LossLayer plain) {
            return of(plain.getLossFn(), NO_LOSS);
        }
        if (layer instanceof RnnLossLayer recurrent) {
            return of(recurrent.getLossFn(), NO_LOSS);
        }
        if (layer instanceof CnnLossLayer image) {
            return of(image.getLossFn(), NO_LOSS);
        }
        return layer instanceof Cnn3DLossLayer volume ? of(volume.getLossFn(), NO_LOSS) : Optional.empty();
    }

    /** DL4J takes a configuration without it, and fails where it is used. */
    private static <T> Optional<T> of(T part, String missing) {
        if (part == null) {
            throw new IllegalArgumentException(missing);
        }
        return Optional.of(part);
    }
}
