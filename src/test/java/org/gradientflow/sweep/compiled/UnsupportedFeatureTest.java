package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.stepfunctions.DefaultStepFunction;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The compiled trainer refuses what it can't compute, and names the layer and the feature. */
class UnsupportedFeatureTest {
    private static final ExponentialSchedule SCHEDULE = new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9);

    static List<Arguments> refused() {
        return List.of(
                global("updater RmsProp", g -> g.updater(new RmsProp(1e-3))),
                global("learning-rate schedule", g -> g.updater(new Sgd(SCHEDULE))),
                global("learning-rate schedule", g -> g.updater(new Adam(SCHEDULE))),
                global("learning-rate schedule", g -> g.updater(new Nesterovs(SCHEDULE))),
                global("momentum schedule", g -> g.updater(new Nesterovs(1e-3, SCHEDULE))),
                global("epsilon 0.0", g -> g.updater(new Adam(1e-3, 0.9, 0.999, 0))),
                global("updater RmsProp", g -> g.biasUpdater(new RmsProp(1e-3))),
                global("regularisation of weights", g -> g.l1(1e-3)),
                global("regularisation of weights", g -> g.l2(1e-3)),
                global("regularisation of weights", g -> g.weightDecay(1e-3)),
                global("regularisation of biases", g -> g.l1Bias(1e-3)),
                global("regularisation of biases", g -> g.l2Bias(1e-3)),
                global("regularisation of biases", g -> g.weightDecayBias(1e-3)),
                global("dropout", g -> g.dropOut(0.5)),
                global("weight noise", g -> g.weightNoise(new DropConnect(0.5))),
                global("constraint", g -> g.constrainWeights(new MaxNormConstraint(1, 1))),
                global("constraint", g -> g.constrainBias(new MaxNormConstraint(1, 0))),
                global(
                        "normalization ClipL2PerLayer",
                        g -> g.gradientNormalization(GradientNormalization.ClipL2PerLayer)),
                global(
                        "clipping at 0.0",
                        g -> g.gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                                .gradientNormalizationThreshold(0)),
                global("algorithm LBFGS", g -> g.optimizationAlgo(OptimizationAlgorithm.LBFGS)),
                changed("step function", c -> c.getConf(0).setStepFunction(new DefaultStepFunction())),
                global("maximising", g -> g.minimize(false)),
                global("data type DOUBLE", g -> g.dataType(DataType.DOUBLE)),
                hidden("without bias", h -> h.hasBias(false)),
                hidden("layer normalisation", h -> h.hasLayerNorm(true)),
                hidden("dropout", h -> h.dropOut(new Dropout(0.5))),
                hidden("activation elu", h -> h.activation(Activation.ELU)),
                hidden("activation relu6", h -> h.activation(Activation.RELU6)),
                hidden("ReLU with maximum", h -> h.activation(new ActivationReLU(null, 0.5, null))),
                hidden("ReLU with maximum", h -> h.activation(new ActivationReLU(null, null, 0.5))),
                hidden("LeakyReLU of alpha -0.1", h -> h.activation(new ActivationLReLU(-0.1))),
                hidden("LeakyReLU of alpha 0.0", h -> h.activation(new ActivationLReLU(0))),
                output("without bias", o -> o.hasBias(false)),
                output("activation softplus", o -> o.activation(Activation.SOFTPLUS)),
                output("loss LossL2", o -> o.lossFunction(new LossL2())),
                output("loss with weights", o -> o.lossFunction(new LossMSE(Nd4j.ones(1)))),
                changed("truncated", c -> c.setBackpropType(BackpropType.TruncatedBPTT)),
                changed("data type DOUBLE", c -> c.setDataType(DataType.DOUBLE)),
                changed(
                        "preprocessor",
                        c -> c.setInputPreProcessors(Map.of(0, new CnnToFeedForwardPreProcessor(1, 1, 1)))),
                changed(
                        "FrozenLayer",
                        c -> c.getConf(0).setLayer(new FrozenLayer(c.getConf(0).getLayer()))),
                changed("DenseLayer where a OutputLayer", c -> c.setConfs(List.of(c.getConf(0), c.getConf(0)))),
                changed("layer 0: data type DOUBLE", c -> c.getConf(0).setDataType(DataType.DOUBLE)),
                changed(
                        "time series",
                        c -> ((FeedForwardLayer) c.getConf(0).getLayer()).setTimeDistributedFormat(RNNFormat.NCW)),
                changed("miniBatch", c -> c.getConf(1).setMiniBatch(false)),
                changed("3 inputs after", c -> ((FeedForwardLayer) c.getConf(1).getLayer()).setNIn(3)),
                changed("0 outputs", c -> ((FeedForwardLayer) c.getConf(0).getLayer()).setNOut(0)),
                changed(
                        "updater SubAdam",
                        c -> ((FeedForwardLayer) c.getConf(0).getLayer()).setIUpdater(new SubAdam())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedByName(String feature, MultiLayerConfiguration configuration) {
        assertThatThrownBy(() -> CompiledTrainer.of(configuration))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageMatching(
                        "the compiled trainer can't train (layer [01]|this network): [^\\n]*; train it with DL4J")
                .hasMessageContaining(feature);
    }

    @Test
    void theSameNetworkWithoutAnyOfThemIsTrained() {
        assertThat(CompiledTrainer.of(plain()).parameters()).isEqualTo(13);
    }

    private static MultiLayerConfiguration plain() {
        return Configurations.with(g -> g, h -> h, o -> o);
    }

    private static Arguments global(String feature, UnaryOperator<NeuralNetConfiguration.Builder> change) {
        return Arguments.of(feature, Configurations.with(change, h -> h, o -> o));
    }

    private static Arguments hidden(String feature, UnaryOperator<DenseLayer.Builder> change) {
        return Arguments.of(feature, Configurations.with(g -> g, change, o -> o));
    }

    private static Arguments output(String feature, UnaryOperator<OutputLayer.Builder> change) {
        return Arguments.of(feature, Configurations.with(g -> g, h -> h, change));
    }

    private static Arguments changed(String feature, Consumer<MultiLayerConfiguration> change) {
        MultiLayerConfiguration configuration = plain();
        change.accept(configuration);
        return Arguments.of(feature, configuration);
    }

    private static final class SubAdam extends Adam {
        private static final long serialVersionUID = 1;
    }
}
