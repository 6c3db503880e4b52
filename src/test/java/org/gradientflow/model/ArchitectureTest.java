package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** What is read from a configuration is what was written into it. */
class ArchitectureTest {
    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder().seed(6).updater(new Sgd(0.05));
    }

    private static DenseLayer dense() {
        return new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(2)
                .activation(Activation.SIGMOID)
                .build();
    }

    private static Architecture read(InputType type, NeuralNetConfiguration.Builder builder, Layer... layers) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(builder.list(layers).setInputType(type).build());
        network.init();
        return Architecture.of(network);
    }

    private static Architecture read(NeuralNetConfiguration.Builder builder, Layer... layers) {
        return read(InputType.feedForward(3), builder, layers);
    }

    private static UpdateRule rule(NeuralNetConfiguration.Builder builder) {
        return read(builder, dense(), output()).layer("0").updating();
    }

    @Test
    void ofADenseNetwork() {
        Architecture architecture =
                read(builder().weightInit(WeightInit.RELU).biasInit(0.25).dropOut(0.8), dense(), output());

        assertThat(architecture.inputs()).containsExactly("input");
        assertThat(architecture.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(architecture.miniBatch()).isTrue();
        assertThat(architecture.graph()).isFalse();
        assertThat(architecture.truncated()).isFalse();
        assertThat(architecture.withParameters()).isEqualTo(architecture.layers());
        LayerFacts first = architecture.layer("0");
        assertThat(first.inputs()).containsExactly("input");
        assertThat(first.kind()).isEqualTo("DenseLayer");
        assertThat(first.wrappers()).isEmpty();
        assertThat(first.activation()).containsInstanceOf(ActivationTanH.class);
        assertThat(List.of(first.nIn(), first.nOut())).containsExactly(3L, 4L);
        assertThat(List.of(first.fanIn(), first.fanOut())).containsExactly(3.0, 4.0);
        assertThat(first.weightInit()).isEqualTo("Relu");
        assertThat(first.biasInit()).isEqualTo(0.25);
        assertThat(first.dropout()).isEqualTo(0.8);
        assertThat(first.frozen()).isFalse();
        assertThat(first.learns()).isTrue();
        assertThat(first.parameters()).containsExactly("0_W", "0_b");
        assertThat(first.weights()).containsExactly("0_W");
        assertThat(first.estimates()).isEmpty();
        assertThat(first.output()).isFalse();
        assertThat(first.loss()).isEmpty();
        LayerFacts last = architecture.layer("1");
        assertThat(last.inputs()).containsExactly("0");
        assertThat(last.output()).isTrue();
        assertThat(last.loss()).containsInstanceOf(LossMSE.class);
        assertThat(architecture.outputs()).containsExactly(last);
    }

    @Test
    void ofAGraph() {
        Architecture architecture = Architecture.of(Nets.graph());

        assertThat(architecture.graph()).isTrue();
        assertThat(architecture.miniBatch()).isFalse();
        assertThat(architecture.inputs()).containsExactly("in");
        assertThat(architecture.truncated()).isFalse();
        assertThat(architecture.layers()).extracting(LayerFacts::name).containsExactly("hidden", "out");
        assertThat(architecture.layer("hidden").inputs()).containsExactly("in");
        assertThat(architecture.layer("hidden").parameters()).containsExactly("hidden_W", "hidden_b");
        assertThat(architecture.layer("hidden").output()).isFalse();
        assertThat(architecture.layer("out").output()).isTrue();
        assertThat(architecture.layer("out").dropout()).isEqualTo(1);
    }

    @Test
    void anUnknownLayerIsAnsweredWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.of(Nets.graph()).layer("7"))
                .withMessage("no layer '7'; there are [hidden, out]");
    }

    @Test
    void theRuleOfAnUpdate() {
        UpdateRule rule = rule(builder()
                .updater(new Adam(2e-3))
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.7));

        assertThat(rule)
                .isEqualTo(new UpdateRule("Adam", 2e-3, 2e-3, 0, 0, 0, GradientNormalization.ClipL2PerLayer, 0.7));
        assertThat(rule(builder()).normalization()).isEqualTo(GradientNormalization.None);
    }

    @Test
    void penaltiesOfWeights() {
        assertThat(rule(builder().l1(0.1).l2(0.2)))
                .returns(0.1, UpdateRule::l1)
                .returns(0.2, UpdateRule::l2)
                .returns(0.0, UpdateRule::weightDecay);
        // DL4J's builder lists it twice in every layer, and its updater applies the whole list.
        assertThat(rule(builder().weightDecay(0.3)))
                .returns(0.0, UpdateRule::l1)
                .returns(0.0, UpdateRule::l2)
                .returns(0.6, UpdateRule::weightDecay);
    }

    /** Its bias is the first of its parameters, and has no penalty. */
    @Test
    void penaltiesOfAConvolutionsWeights() {
        MultiLayerNetwork network = new MultiLayerNetwork(builder()
                .l2(0.2)
                .biasUpdater(new Sgd(0.7))
                .list(
                        new ConvolutionLayer.Builder(2, 2).nIn(1).nOut(3).build(),
                        new OutputLayer.Builder().nIn(3).nOut(2).build())
                .build());
        network.init();
        LayerFacts convolution = Architecture.of(network).layer("0");

        assertThat(convolution.parameters()).first().isEqualTo("0_b");
        assertThat(convolution.updating().l2()).isEqualTo(0.2);
        assertThat(convolution.updating().learningRate())
                .isNotEqualTo(0.7)
                .isEqualTo(convolution.updating().leastRate());
    }

    @Test
    void anUpdatersRateIsThatOfThePresentIteration() {
        IUpdater scheduled = new Sgd(new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.5, 2, 0.25)));
        MultiLayerNetwork network = new MultiLayerNetwork(builder()
                .updater(scheduled)
                .list(dense(), output())
                .setInputType(InputType.feedForward(3))
                .build());
        network.init();

        assertThat(Architecture.of(network).layer("0").updating().learningRate())
                .isEqualTo(0.5);
        network.fit(Nd4j.rand(1, 3), Nd4j.rand(1, 2));
        network.fit(Nd4j.rand(1, 3), Nd4j.rand(1, 2));
        assertThat(Architecture.of(network).layer("0").updating().learningRate())
                .isEqualTo(0.25);
    }

    @Test
    void anUpdatersRateMayBeZeroOrNone() {
        assertThat(rule(builder().updater(new NoOp())))
                .returns("NoOp", UpdateRule::updater)
                .returns(0.0, UpdateRule::learningRate);
        assertThat(rule(builder().updater(new AdaDelta())).learningRate()).isNaN();
    }

    @Test
    void aLayerLearnsUnlessItIsFrozenHasNoRateOrNoParameters() {
        Architecture still = read(builder().updater(new NoOp()), dense(), output());
        Architecture frozen = read(
                builder(),
                new FrozenLayer(dense()),
                new FrozenLayerWithBackprop(dense()),
                new ActivationLayer(Activation.RELU),
                output());

        assertThat(still.layers()).noneMatch(LayerFacts::learns);
        assertThat(frozen.layers()).extracting(LayerFacts::learns).containsExactly(false, false, false, true);
        assertThat(frozen.layers()).extracting(LayerFacts::frozen).containsExactly(true, true, false, false);
        assertThat(frozen.layer("0").wrappers()).containsExactly("FrozenLayer");
        assertThat(frozen.layer("1").wrappers()).containsExactly("FrozenLayerWithBackprop");
        assertThat(frozen.layer("1").kind()).isEqualTo("DenseLayer");
        assertThat(frozen.withParameters()).extracting(LayerFacts::name).containsExactly("0", "1", "3");
        assertThat(frozen.layer("2").updating()).isEqualTo(UpdateRule.NONE);
        assertThat(frozen.layer("2").weightInit()).isEmpty();
        assertThat(frozen.layer("2").biasInit()).isNaN();
    }

    @Test
    void onlyALayerThatAppliesItsActivationHasOne() {
        Architecture architecture = read(
                builder().activation(Activation.TANH),
                new ActivationLayer(Activation.SIGMOID),
                new BatchNormalization(),
                new PReLULayer.Builder().inputShape(3).build(),
                dense(),
                new RepeatVector.Builder<>(5).build(),
                new GlobalPoolingLayer(),
                output());

        assertThat(architecture.layer("0").activation()).containsInstanceOf(ActivationSigmoid.class);
        assertThat(List.of("1", "2", "4", "5"))
                .allSatisfy(name -> assertThat(architecture.layer(name).activation())
                        .as(name)
                        .isEmpty());
        assertThat(architecture.layer("3").activation()).containsInstanceOf(ActivationTanH.class);
        assertThat(architecture.layer("1").estimates()).contains("1_mean");
    }

    @Test
    void noiseOnALayersInputs() {
        DenseLayer spatial = new DenseLayer.Builder()
                .nOut(4)
                .dropOut(new SpatialDropout(0.6))
                .build();
        DenseLayer noisy =
                new DenseLayer.Builder().nOut(4).dropOut(new GaussianNoise(1)).build();

        Architecture architecture = read(builder(), spatial, noisy, dense(), output());

        assertThat(architecture.layers()).extracting(LayerFacts::dropout).containsExactly(0.6, Double.NaN, 1.0, 1.0);
    }

    @Test
    void lossesOfEveryKindOfOutput() {
        assertThat(read(builder(), dense(), new LossLayer.Builder(LossFunction.MEAN_ABSOLUTE_ERROR).build())
                        .layer("1")
                        .loss())
                .containsInstanceOf(LossMAE.class);
        assertThat(read(
                                InputType.recurrent(3),
                                builder(),
                                new LSTM.Builder().nOut(2).build(),
                                new RnnLossLayer.Builder(LossFunction.MEAN_ABSOLUTE_ERROR).build())
                        .layer("1")
                        .loss())
                .containsInstanceOf(LossMAE.class);
        assertThat(read(
                                InputType.convolutional(4, 4, 1),
                                builder(),
                                new ConvolutionLayer.Builder(1, 1).nOut(2).build(),
                                new CnnLossLayer.Builder(LossFunction.MEAN_ABSOLUTE_ERROR).build())
                        .layer("1")
                        .loss())
                .containsInstanceOf(LossMAE.class);
    }

    @Test
    void anOutputNeedsALoss() {
        MultiLayerNetwork network = new MultiLayerNetwork(builder()
                .list(dense(), output())
                .setInputType(InputType.feedForward(3))
                .build());
        network.init();
        ((OutputLayer) network.getOutputLayer().conf().getLayer()).setLossFn(null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.of(network))
                .withMessage("an output layer has no loss");
    }

    private static List<Double> fans(LayerFacts layer) {
        return List.of((double) layer.nIn(), (double) layer.nOut(), layer.fanIn(), layer.fanOut());
    }

    @Test
    void fansOfEveryKindOfLayer() {
        Architecture images = read(
                InputType.convolutional(9, 9, 2),
                builder(),
                new ConvolutionLayer.Builder(3, 2).nOut(5).stride(3, 1).build(),
                new DepthwiseConvolution2D.Builder(2, 2).depthMultiplier(3).build(),
                new BatchNormalization(),
                new GlobalPoolingLayer(),
                output());
        Architecture words = new ArchitectureOf(new EmbeddingSequenceLayer.Builder()
                        .nIn(10)
                        .nOut(4)
                        .inputLength(3)
                        .build())
                .read();
        Architecture sequences = read(
                InputType.recurrent(3),
                builder(),
                new LSTM.Builder().nOut(4).build(),
                new GlobalPoolingLayer(),
                output());

        assertThat(fans(images.layer("0"))).containsExactly(2.0, 5.0, 12.0, 10.0);
        assertThat(fans(images.layer("1"))).containsExactly(5.0, 15.0, 4.0, 12.0);
        assertThat(fans(images.layer("2"))).containsExactly(15.0, 15.0, 1.0, 1.0);
        assertThat(fans(images.layer("3"))).containsExactly(0.0, 0.0, 0.0, 0.0);
        assertThat(fans(words.layer("0"))).containsExactly(10.0, 4.0, 1.0, 4.0);
        assertThat(fans(sequences.layer("0"))).containsExactly(3.0, 4.0, 7.0, 4.0);
    }

    /** A layer that takes indices, of which an input type says nothing. */
    private record ArchitectureOf(Layer first) {
        Architecture read() {
            MultiLayerNetwork network = new MultiLayerNetwork(builder()
                    .list(
                            first,
                            new GlobalPoolingLayer(),
                            new OutputLayer.Builder(LossFunction.MSE)
                                    .nIn(4)
                                    .nOut(1)
                                    .activation(Activation.IDENTITY)
                                    .build())
                    .build());
            network.init();
            return Architecture.of(network);
        }
    }
}
