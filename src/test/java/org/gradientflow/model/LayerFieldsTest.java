package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

/**
 * Every setting of DL4J's usual layers, and whether it is read. A setting that is not on the list fails: decide whether it can keep a
 * network from learning.
 */
class LayerFieldsTest {
    private static final String READ = "read";
    private static final String SHAPE = "a shape: DL4J refuses one that does not fit";
    private static final String SPEED = "how it is computed, not what";
    private static final String MEASURED = "shows in the activations and gradients that are measured";

    private static final Map<Class<?>, Map<String, String>> FIELDS = Map.ofEntries(
            Map.entry(Layer.class, Map.of("layerName", READ, "iDropout", READ, "constraints", READ)),
            Map.entry(
                    BaseLayer.class,
                    Map.ofEntries(
                            Map.entry("activationFn", READ),
                            Map.entry("weightInitFn", READ),
                            Map.entry("biasInit", READ),
                            Map.entry("gainInit", MEASURED),
                            Map.entry("regularization", READ),
                            Map.entry("regularizationBias", "a penalty on biases alone holds no network back"),
                            Map.entry("iUpdater", READ),
                            Map.entry("biasUpdater", "trials change it together with the updater of the weights"),
                            Map.entry("weightNoise", READ),
                            Map.entry("gradientNormalization", READ),
                            Map.entry("gradientNormalizationThreshold", READ))),
            Map.entry(FeedForwardLayer.class, Map.of("nIn", READ, "nOut", READ, "timeDistributedFormat", SHAPE)),
            Map.entry(BaseRecurrentLayer.class, Map.of("weightInitFnRecurrent", MEASURED, "rnnDataFormat", SHAPE)),
            Map.entry(
                    AbstractLSTM.class,
                    Map.of("forgetGateBiasInit", MEASURED, "gateActivationFn", MEASURED, "helperAllowFallback", SPEED)),
            Map.entry(BaseOutputLayer.class, Map.of("lossFn", READ, "hasBias", MEASURED)),
            Map.entry(
                    ConvolutionLayer.class,
                    Map.ofEntries(
                            Map.entry("hasBias", MEASURED),
                            Map.entry("convolutionMode", SHAPE),
                            Map.entry("dilation", SHAPE),
                            Map.entry("kernelSize", READ),
                            Map.entry("stride", READ),
                            Map.entry("padding", SHAPE),
                            Map.entry("cudnnAllowFallback", SPEED),
                            Map.entry("cnn2dDataFormat", SHAPE),
                            Map.entry("defaultValueOverriden", SPEED),
                            Map.entry("cudnnAlgoMode", SPEED),
                            Map.entry("cudnnFwdAlgo", SPEED),
                            Map.entry("cudnnBwdFilterAlgo", SPEED),
                            Map.entry("cudnnBwdDataAlgo", SPEED))),
            Map.entry(
                    BatchNormalization.class,
                    Map.of(
                            "decay", MEASURED,
                            "eps", MEASURED,
                            "isMinibatch", MEASURED,
                            "gamma", MEASURED,
                            "beta", MEASURED,
                            "lockGammaBeta", MEASURED,
                            "cudnnAllowFallback", SPEED,
                            "useLogStd", SPEED,
                            "cnn2DFormat", SHAPE)),
            Map.entry(DenseLayer.class, Map.of("hasLayerNorm", MEASURED, "hasBias", MEASURED)),
            Map.entry(LossLayer.class, Map.of("lossFn", READ)),
            Map.entry(ActivationLayer.class, Map.of("activationFn", READ)),
            Map.entry(DropoutLayer.class, Map.of()),
            Map.entry(OutputLayer.class, Map.of()),
            Map.entry(EmbeddingLayer.class, Map.of("hasBias", MEASURED)),
            Map.entry(
                    GlobalPoolingLayer.class,
                    Map.of(
                            "poolingType", MEASURED,
                            "poolingDimensions", SHAPE,
                            "pnorm", MEASURED,
                            "collapseDimensions", SHAPE)),
            Map.entry(
                    SubsamplingLayer.class,
                    Map.ofEntries(
                            Map.entry("convolutionMode", SHAPE),
                            Map.entry("poolingType", MEASURED),
                            Map.entry("kernelSize", SHAPE),
                            Map.entry("stride", SHAPE),
                            Map.entry("padding", SHAPE),
                            Map.entry("dilation", SHAPE),
                            Map.entry("pnorm", MEASURED),
                            Map.entry("eps", MEASURED),
                            Map.entry("cudnnAllowFallback", SPEED),
                            Map.entry("cnn2dDataFormat", SHAPE),
                            Map.entry("defaultValueOverridden", SPEED),
                            Map.entry("avgPoolIncludePadInDivisor", MEASURED))));

    static List<Class<?>> layers() {
        return List.copyOf(FIELDS.keySet());
    }

    private static List<String> fields(Class<?> layer) {
        return Arrays.stream(layer.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everySettingIsReadOrDoesNotMatter(Class<?> layer) {
        assertThat(fields(layer))
                .containsExactlyInAnyOrderElementsOf(FIELDS.get(layer).keySet());
    }

    @Test
    void weightNoiseAndConstraintsAreRead() {
        var network = SmallClassifier.withEachLayer(Activation.RELU, layer -> {
            layer.setWeightNoise(new DropConnect(0.5));
            layer.setConstraints(List.of(new MaxNormConstraint(1, java.util.Set.of("W"), 1)));
        });

        assertThat(Architecture.of(network).layer("0").weightNoise()).isEqualTo("DropConnect(0.5)");
        assertThat(Architecture.of(network).layer("0").constraints()).containsExactly("MaxNormConstraint");
        assertThat(Architecture.of(SmallClassifier.healthy()).layer("0").weightNoise())
                .isEmpty();
        assertThat(Architecture.of(SmallClassifier.healthy()).layer("0").constraints())
                .isEmpty();
    }
}
