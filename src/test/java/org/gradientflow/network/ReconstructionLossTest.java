package org.gradientflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Path;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.LossScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

class ReconstructionLossTest {
    private static final IActivation IDENTITY = new ActivationIdentity();

    private static INDArray array(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    @Test
    void theLossOfTheFirstElementIsTheOriginalsDistance() {
        INDArray labels = array(new double[] {0.5, 9}, new double[] {9, 9});
        INDArray output = array(new double[] {0.1, 0}, new double[] {0, 0});
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.FIRST_ELEMENT);

        assertThat(loss.computeScore(labels, output, IDENTITY, null, false)).isCloseTo(0.09, within(1e-12));
        assertThat(loss.computeGradient(labels, output, IDENTITY, null))
                .isEqualTo(array(new double[] {-4 * (0.5 - 2 * 0.1), 0}, new double[] {0, 0}));
        assertThat(loss.computeScoreArray(labels, output, IDENTITY, null))
                .isEqualTo(array(new double[] {0.3 * 0.3}, new double[] {0}));
    }

    @Test
    void theLossOfAllElementsIsTheirSumAndNotTheirMean() {
        INDArray labels = array(new double[] {1, 2}, new double[] {3, 4});
        INDArray output = array(new double[] {0, 0.5}, new double[] {1, 1.5});
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);

        assertThat(loss.computeScore(labels, output, IDENTITY, null, false)).isEqualTo(4);
        assertThat(loss.computeScore(labels, output, IDENTITY, null, true)).isEqualTo(2);
        assertThat(loss.computeScoreArray(labels, output, IDENTITY, null))
                .isEqualTo(array(new double[] {2}, new double[] {2}));
        assertThat(loss.computeGradient(labels, output, IDENTITY, null))
                .isEqualTo(array(new double[] {-4, -4}, new double[] {-4, -4}));
    }

    @Test
    void roundsToFloat32IfItsArraysAreFloat32() {
        float x = 0.1f;
        float out = 0.0333f;
        float error = x - 2 * out;
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.FIRST_ELEMENT);
        INDArray labels = Nd4j.createFromArray(new float[][] {{x}});
        INDArray output = Nd4j.createFromArray(new float[][] {{out}});

        assertThat(loss.computeScore(labels, output, IDENTITY, null, false))
                .isEqualTo((double) (error * error))
                .isNotEqualTo(((double) x - 2.0 * out) * ((double) x - 2.0 * out));
        assertThat(loss.computeGradient(labels, output, IDENTITY, null).getFloat(0))
                .isEqualTo(-4 * error);
    }

    @Test
    void doesNotRoundToFloat32IfItsArraysAreDouble() {
        double x = 0.1;
        double out = 0.0333;
        double error = x - 2 * out;
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);
        INDArray labels = array(new double[] {x});
        INDArray output = array(new double[] {out});

        assertThat(loss.computeScore(labels, output, IDENTITY, null, false)).isEqualTo(error * error);
        assertThat(loss.computeScoreArray(labels, output, IDENTITY, null).getDouble(0))
                .isEqualTo(error * error);
        assertThat(loss.computeGradient(labels, output, IDENTITY, null).getDouble(0))
                .isEqualTo(-4 * error);
    }

    @Test
    void givesTheSameGradientAndScoreTogetherAsAlone() {
        INDArray labels = array(new double[] {1}, new double[] {3});
        INDArray output = array(new double[] {0}, new double[] {1});
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);

        Pair<Double, INDArray> both = loss.computeGradientAndScore(labels, output, IDENTITY, null, true);

        assertThat(both.getFirst()).isEqualTo(1);
        assertThat(both.getSecond()).isEqualTo(array(new double[] {-4}, new double[] {-4}));
    }

    @Test
    void remembersTheFirstEstimate() {
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);
        INDArray labels = array(new double[] {1}, new double[] {3});

        loss.computeScore(labels, array(new double[] {0.75}, new double[] {1}), IDENTITY, null, false);
        assertThat(loss.lastEstimate()).isEqualTo(1.5f);
        loss.computeGradient(labels, array(new double[] {-3}, new double[] {1}), new ActivationReLU(), null);
        assertThat(loss.lastEstimate()).as("of what the activation answers").isZero();
    }

    @Test
    void isNamedAndComparedByItsScope() {
        ReconstructionLoss all = new ReconstructionLoss(LossScope.ALL);

        assertThat(all.name()).isEqualTo(all.toString()).isEqualTo("ReconstructionLoss(ALL)");
        assertThat(all)
                .isEqualTo(new ReconstructionLoss(LossScope.ALL))
                .hasSameHashCodeAs(new ReconstructionLoss(LossScope.ALL))
                .isNotEqualTo(new ReconstructionLoss(LossScope.FIRST_ELEMENT))
                .isNotEqualTo("ReconstructionLoss(ALL)");
    }

    /** In float32, 2^24 + 1 is 2^24 again. */
    @Test
    void sumsInFloat32IfItsArraysAreFloat32() {
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);
        INDArray labels = Nd4j.createFromArray(new float[][] {{4096, 1, 1}});
        INDArray output = Nd4j.zeros(1, 3);

        assertThat(loss.computeScore(labels, output, IDENTITY, null, false)).isEqualTo(0x1p24);
        assertThat(loss.computeScoreArray(labels, output, IDENTITY, null).getDouble(0))
                .isEqualTo(0x1p24);
        assertThat(loss.computeScoreArray(
                                labels.castTo(DataType.DOUBLE), output.castTo(DataType.DOUBLE), IDENTITY, null)
                        .getDouble(0))
                .isEqualTo(0x1p24 + 2);
    }

    @Test
    void keepsTheDigitsOfDoublePrecision() {
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);
        double label = 0.1;
        double output = 0.0333;

        assertThat(loss.computeGradient(array(new double[] {label}), array(new double[] {output}), IDENTITY, null)
                        .getDouble(0))
                .isEqualTo(-4 * (label - 2 * output));
    }

    @Test
    void givesGradientAndScoreTogetherAndRemembersTheEstimate() {
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);
        INDArray labels = array(new double[] {1, 2}, new double[] {3, 4});
        INDArray output = array(new double[] {0.25, 0.5}, new double[] {1, 1.5});

        Pair<Double, INDArray> both = loss.computeGradientAndScore(labels, output, IDENTITY, null, true);

        assertThat(both.getFirst()).isEqualTo(loss.computeScore(labels, output, IDENTITY, null, true));
        assertThat(both.getSecond()).isEqualTo(loss.computeGradient(labels, output, IDENTITY, null));
        assertThat(loss.lastEstimate()).isEqualTo(0.5f);
    }

    @Test
    void isEqualOnlyToALossOfTheSameScope() {
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);

        assertThat(loss)
                .isEqualTo(new ReconstructionLoss(LossScope.ALL))
                .hasSameHashCodeAs(new ReconstructionLoss(LossScope.ALL))
                .isNotEqualTo(new ReconstructionLoss(LossScope.FIRST_ELEMENT))
                .isNotEqualTo("ReconstructionLoss(ALL)")
                .hasToString("ReconstructionLoss(ALL)");
        assertThat(loss.hashCode()).isNotZero();
        assertThat(loss.name()).isEqualTo("ReconstructionLoss(ALL)");
    }

    @ParameterizedTest
    @EnumSource
    void passesDl4jsGradientCheckInDoublePrecision(LossScope scope) {
        assertThat(gradientCheck(new ReconstructionLoss(scope))).isTrue();
    }

    @Test
    void theGradientCheckFindsAWrongGradient() {
        assertThat(gradientCheck(new WrongGradient())).isFalse();
    }

    /** Scores (x - out)^2, but differentiates as if the estimate were 2 * out. */
    private static final class WrongGradient extends LossL2 {
        private static final long serialVersionUID = 1;

        @Override
        public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
            return new ReconstructionLoss(LossScope.ALL).computeGradient(labels, preOutput, activation, mask);
        }
    }

    private static boolean gradientCheck(org.nd4j.linalg.lossfunctions.ILossFunction loss) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .miniBatch(false)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(5)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(loss)
                        .nIn(5)
                        .nOut(2)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
        network.init();
        Nd4j.getRandom().setSeed(2);
        INDArray input = Nd4j.rand(DataType.DOUBLE, 3, 2);
        INDArray labels = Nd4j.rand(DataType.DOUBLE, 3, 2);
        // The check wants the global default type to be double too, and others must find it as it was.
        DataType before = Nd4j.defaultFloatingPointType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .input(input)
                    .labels(labels)
                    .exitOnFirstError(true));
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReadBackFromJson(LossScope scope) {
        MultiLayerConfiguration configuration = Networks.configuration(Cases.TWO_LAYER.withLossScope(scope));

        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());

        assertThat(((OutputLayer) read.getConf(1).getLayer()).getLossFn()).isEqualTo(new ReconstructionLoss(scope));
        assertThat(read).isEqualTo(configuration);
    }

    @Test
    void isReadBackByModelSerializer(@TempDir Path folder) throws Exception {
        MultiLayerNetwork network = Networks.create(Cases.AUTOENCODER);
        File file = folder.resolve("model.zip").toFile();

        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file);

        assertThat(((OutputLayer) read.getLayerWiseConfigurations().getConf(2).getLayer()).getLossFn())
                .isEqualTo(new ReconstructionLoss(LossScope.ALL));
        assertThat(read.params()).isEqualTo(network.params());
    }

    @Test
    void refusesShapesThatDoNotFit() {
        ReconstructionLoss loss = new ReconstructionLoss(LossScope.ALL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(Nd4j.zeros(2, 1), Nd4j.zeros(1, 2), IDENTITY, null, false))
                .withMessage(
                        "a reconstruction loss needs labels and output of one shape [rows, outputs], not labels [2, 1] and"
                                + " output [1, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeGradient(Nd4j.zeros(2), Nd4j.zeros(2), IDENTITY, null))
                .withMessageContaining("not labels [2] and output [2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScoreArray(Nd4j.zeros(2, 1, 3), Nd4j.zeros(2, 1, 3), IDENTITY, null))
                .withMessageContaining("[2, 1, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> loss.computeScore(Nd4j.zeros(2, 1), Nd4j.zeros(2, 1), IDENTITY, Nd4j.ones(2, 1), false))
                .withMessage("a reconstruction loss takes no mask: remove the rows from the batch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(
                        Nd4j.zeros(DataType.INT32, 1, 1), Nd4j.zeros(DataType.INT32, 1, 1), IDENTITY, null, false))
                .withMessage("a reconstruction loss computes in FLOAT or DOUBLE, not in INT");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReconstructionLoss(null));
    }
}
