package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.diagnosis.fixture.MaskedLabels;
import org.gradientflow.diagnosis.fixture.RuleHarness;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.diagnosis.loss.LabelMask;
import org.gradientflow.diagnosis.loss.LabelScore;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.loss.OutputLabels;
import org.gradientflow.diagnosis.remedy.DataRemedies;
import org.gradientflow.diagnosis.remedy.Remedies;
import org.gradientflow.diagnosis.remedy.Remedy;
import org.gradientflow.diagnosis.rule.data.UnscaledLabelsRule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.gradientflow.notebook.Cells;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;

/** The doctor and the prescriber as a whole, where not every label counts. */
class MaskedDataTest {
    @Test
    void placeholdersAreNoCauseOfAnything() {
        Diagnosis diagnosis =
                SmallClassifier.diagnose(SmallClassifier.regression(), MaskedLabels.withPlaceholders(-999));

        assertThat(diagnosis).as(diagnosis.toString()).isInstanceOf(Diagnosis.Healthy.class);
        assertThat(SmallClassifier.diagnose(
                        SmallClassifier.regression(), MaskedLabels.unmasked(MaskedLabels.withPlaceholders(-999))))
                .isInstanceOf(Diagnosis.Sick.class);
    }

    @Test
    void rowsWithoutALabelAreNoneToTellSignalFrom() {
        DataSet clouds = SmallClassifier.data();
        INDArray mask = Nd4j.zeros(DataType.FLOAT, SmallClassifier.ROWS, 1);
        mask.get(NDArrayIndex.interval(0, LabelSignal.LEAST_ROWS - 1)).assign(1);
        DataSet few = new DataSet(clouds.getFeatures(), clouds.getLabels(), null, mask.dup());
        mask.putScalar(100, 0, 1);
        DataSet enough = new DataSet(clouds.getFeatures(), clouds.getLabels(), null, mask);

        assertThat(RuleHarness.examination(SmallClassifier.regression(), few).signal())
                .isEmpty();
        assertThat(RuleHarness.examination(SmallClassifier.regression(), enough).signal())
                .hasValueSatisfying(signal -> assertThat(signal.rows()).isEqualTo(LabelSignal.LEAST_ROWS));
    }

    /** Cross-entropy with softmax takes no mask of single outputs. */
    @Test
    void aCureTakesTheMaskThatTheDataHave() {
        DataSet clouds = SmallClassifier.data();
        MultiLayerNetwork hinge = SmallClassifier.withOutput(output -> {
            output.setActivationFn(new ActivationIdentity());
            output.setLossFn(new LossHinge());
        });
        DataSet masked = new DataSet(
                clouds.getFeatures(), clouds.getLabels(), null, Nd4j.ones(DataType.FLOAT, SmallClassifier.ROWS, 3));

        assertThat(codes(hinge, masked)).isNotEmpty().noneMatch(code -> code.contains("SOFTMAX"));
        assertThat(codes(hinge, clouds)).anyMatch(code -> code.contains("SOFTMAX"));
        assertThatCode(() -> Prescriber.of(hinge)
                        .on(masked)
                        .steps(20)
                        .seeds(1)
                        .budget(6)
                        .prescribe(SmallRegression.sick(Cause.WRONG_LOSS)))
                .doesNotThrowAnyException();
    }

    private static List<String> codes(MultiLayerNetwork network, DataSet data) {
        TrainingData rows = TrainingData.of(data);
        return new Remedies(Subject.of(network), rows, List.of(rows.toMultiDataSet()))
                .of(Cause.WRONG_LOSS).stream().map(Remedy::code).toList();
    }

    /** The placeholders' scale is not that of the labels. */
    @Test
    void labelsAreStandardisedByThoseThatCount() {
        DataSet data = SmallRegression.data();
        INDArray labels = data.getLabels().muli(10).addi(1000);
        INDArray mask = Nd4j.ones(DataType.FLOAT, labels.shape());
        for (int row = 0; row < labels.rows(); row += 3) {
            labels.putScalar(row, 0, -999);
            mask.putScalar(row, 0, 0);
        }
        MultiLayerNetwork network = SmallRegression.network(Activation.TANH, layer -> {});
        TrainingData rows = TrainingData.of(new DataSet(data.getFeatures(), labels, null, mask));
        Output output = Output.of(Subject.of(network)).get(0);

        TrainingData standardised = ColumnScale.standardisedLabels(Subject.of(network), rows);

        assertThat(ColumnScale.of(standardised.labels().get(0), LabelMask.of(Subject.of(network), rows, output)))
                .satisfies(scale -> {
                    assertThat(scale.offset()).isCloseTo(0, within(1e-4));
                    assertThat(scale.largest()).isCloseTo(1, within(1e-4));
                });
        assertThat(rows.labels().get(0)).as("the labels themselves").isEqualTo(labels);
        assertThat(RuleHarness.findings(new UnscaledLabelsRule(), network, rows.toDataSet()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.evidence().get("largest mean")).isBetween(990.0, 1010.0);
                    assertThat(finding.evidence().get("largest deviation")).isBetween(5.0, 15.0);
                });
        assertThat(DataRemedies.standardisedLabels(Subject.of(network), rows).code())
                .contains("getLabelsMaskArray");
        assertThat(DataRemedies.standardisedLabels(Subject.of(network), TrainingData.of(SmallRegression.data()))
                        .code())
                .contains("fitLabel(true)");
    }

    /** A third column has no label at all, and one counts half. */
    @Test
    void thePrescribedLinesStandardiseByTheLabelsThatCount() throws Exception {
        run(
                table(Nd4j.createFromArray(new float[] {0, 1, 1}).reshape(3, 1)),
                "DataSet data = new DataSet(Nd4j.ones(3, 1),\n"
                        + "Nd4j.createFromArray(new float[][] {{1, -999, 7}, {3, 10, 7}, {-999, 30, 7}}), null,\n"
                        + "Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0.5f, 1, 0}, {0, 1, 0}}));\n"
                        + "INDArray expected = Nd4j.createFromArray(new float[][] {{-1, -101.9f}, {1, -1}, {-1001, 1}});");
        run(
                table(null),
                "DataSet data = new DataSet(Nd4j.valueArrayOf(new long[] {4, 1}, 0.75f),\n"
                        + "Nd4j.createFromArray(new float[][] {{1, 10}, {3, 30}, {1, 10}, {3, 30}}));\n"
                        + "INDArray expected = Nd4j.createFromArray(new float[][] {{-1, -1}, {1, 1}, {-1, -1}, {1, 1}});");
    }

    private static TrainingData table(INDArray mask) {
        return TrainingData.of(
                new DataSet(Nd4j.zeros(3, 4), Nd4j.zeros(3, 3), null, mask == null ? null : mask.broadcast(3, 3)));
    }

    private static void run(TrainingData like, String data) throws Exception {
        String code = DataRemedies.standardisedLabels(Subject.of(SmallClassifier.regression()), like)
                .code();
        try (Cells cells = new Cells()) {
            cells.evaluate("import org.nd4j.linalg.api.ndarray.INDArray;\nimport org.nd4j.linalg.dataset.DataSet;\n"
                    + "import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;\n"
                    + "import org.nd4j.linalg.factory.Nd4j;\nimport org.nd4j.linalg.indexing.NDArrayIndex;\n"
                    + "import org.nd4j.linalg.ops.transforms.Transforms;\n");
            cells.evaluate(data);
            cells.evaluate(code);
            cells.evaluate("INDArray got = data.getLabels().get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2));\n"
                    + "if (!got.equalsWithEps(expected, 0.02)\n"
                    + "|| !Double.isFinite(data.getLabels().sumNumber().doubleValue())\n"
                    + "|| data.getFeatures().sumNumber().intValue() != 3) {\n"
                    + "throw new AssertionError(data.toString());\n}");
        }
    }

    /** What a normalizer would do otherwise is said in words. */
    @Test
    void labelsThatNoNormalizerStandardisesSoAreSpokenOf() {
        INDArray series = noise(8, 1, 4);
        TrainingData masked = TrainingData.of(new DataSet(
                noise(8, 2, 4),
                series,
                null,
                Nd4j.eye(8).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4)).dup()));
        TrainingData last = TrainingData.of(new DataSet(noise(8, 4, 2), noise(8, 4, 1)));

        assertThat(DataRemedies.standardisedLabels(Subject.of(series(false, RNNFormat.NCW)), masked)
                        .code())
                .startsWith("//");
        assertThat(DataRemedies.standardisedLabels(Subject.of(series(false, RNNFormat.NWC)), last)
                        .code())
                .startsWith("//");
        assertThat(DataRemedies.standardisedLabels(
                                Subject.of(series(false, RNNFormat.NCW)),
                                TrainingData.of(new DataSet(noise(8, 2, 4), series)))
                        .code())
                .contains("transformLabel");
    }

    /** A layer that is nothing but a loss averages over the rows even so. */
    @Test
    void aLossLayerAveragesWhateverIsConfigured() {
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .miniBatch(false)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new LossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.params().assign(0);

        EvaluationSet evaluationSet = evaluationSet(
                network, new DataSet(SmallClassifier.data().getFeatures(), signs(SmallClassifier.ROWS, 1)));

        assertThat(evaluationSet.skill(evaluationSet.loss(Subject.of(network)))).isCloseTo(0, within(1e-3));
    }

    /** 1 and -1 in turn: of the best constant, 0, the mean squared error is 1. */
    private static INDArray signs(long... shape) {
        INDArray signs = Nd4j.ones(DataType.FLOAT, shape);
        for (int row = 1; row < shape[0]; row += 2) {
            signs.slice(row).assign(-1);
        }
        return signs;
    }

    private static EvaluationSet evaluationSet(MultiLayerNetwork network, DataSet data) {
        return EvaluationSet.of(Subject.of(network), TrainingData.of(data), 16, 1);
    }

    private static MultiLayerNetwork series(boolean lossLayer, RNNFormat format) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.IDENTITY)
                .updater(new Adam(0.02))
                .list()
                .layer(new SimpleRnn.Builder().nOut(lossLayer ? 1 : 6).build());
        layers.layer(
                lossLayer
                        ? new RnnLossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build()
                        : new RnnOutputLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .nOut(1)
                                .build());
        return SmallClassifier.init(
                layers.setInputType(InputType.recurrent(2, 4, format)).build());
    }

    private static INDArray noise(long... shape) {
        Random random = new Random(1);
        INDArray noise = Nd4j.zeros(DataType.FLOAT, shape).dup('c');
        for (long i = 0; i < noise.length(); i++) {
            noise.data().put(i, random.nextGaussian());
        }
        return noise;
    }

    /** Examples of 1, 2, 3 and 4 steps, and rubbish after. DL4J's loss layers leave that out, its output layer does not. */
    @Test
    void paddedStepsCountWhereDl4jCountsThem() {
        INDArray padding = Nd4j.zeros(DataType.FLOAT, 32, 4);
        INDArray labels = signs(32, 1, 4);
        for (int row = 0; row < 32; row++) {
            for (int step = 0; step < 4; step++) {
                boolean counts = step <= row / 2 % 4;
                padding.putScalar(row, step, counts ? 1 : 0);
                labels.putScalar(new int[] {row, 0, step}, counts ? labels.getDouble(row, 0, step) : 50);
            }
        }
        DataSet data = new DataSet(noise(32, 2, 4), labels, padding, null);
        for (boolean lossLayer : new boolean[] {true, false}) {
            MultiLayerNetwork network = series(lossLayer, RNNFormat.NCW);
            network.params().assign(0);
            Examination examination = RuleHarness.examination(network, data);

            OutputLabels rows = examination.evaluationSet().outputs().get(0).rows();
            double constant = examination.evaluationSet().constant();
            double zero = examination.evaluationSet().loss(Subject.of(network).copy());

            assertThat(rows.rows()).isEqualTo(lossLayer ? 32 * 4 / 2 + 16 : 32 * 4);
            assertThat(rows.labels().maxNumber().intValue()).isEqualTo(lossLayer ? 1 : 50);
            if (lossLayer) {
                assertThat(zero).as("0 is the best constant").isCloseTo(constant, within(1e-4));
            } else {
                assertThat(zero).isGreaterThan(1.2 * constant);
            }
            assertThat(RuleHarness.withoutTrials(new UnscaledLabelsRule(), network, data))
                    .hasSize(lossLayer ? 0 : 1);
            assertThat(network.getOutputLayer().getMaskArray()).isNull();
        }
    }

    /** In a graph, one output's features are padded, and a second one has a mask of its own. */
    @Test
    void everyOutputOfAGraphHasItsOwnMask() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("in")
                .addLayer("series", new SimpleRnn.Builder().nIn(2).nOut(1).build(), "in")
                .addLayer(
                        "padded",
                        new RnnLossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "series")
                .addLayer(
                        "own",
                        new RnnLossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "series")
                .setOutputs("padded", "own")
                .build());
        graph.init();
        INDArray padding = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {1, 1, 0}});
        INDArray own = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {0, 0, 1}});
        MultiDataSet batch = new MultiDataSet(
                new INDArray[] {noise(2, 2, 3)},
                new INDArray[] {noise(2, 1, 3), noise(2, 1, 3)},
                new INDArray[] {padding},
                new INDArray[] {null, own});
        Subject subject = Subject.of(graph);
        List<Output> outputs = Output.of(subject);

        assertThat(outputs.get(0).mask(subject, batch)).isEqualTo(padding);
        assertThat(outputs.get(1).mask(subject, batch)).isEqualTo(own);
        assertThat(graph.getLayer("padded").getMaskArray()).isNull();
    }

    /** DL4J reads the score of images in this format across: it can't be compared with that of a constant by the columns. */
    @Test
    void imagesWithTheirChannelsLastHaveNoOutputToLookAt() {
        for (CNN2DFormat format : CNN2DFormat.values()) {
            MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                    .list()
                    .layer(new ConvolutionLayer.Builder(1, 1).nOut(2).build())
                    .layer(new CnnLossLayer.Builder(LossFunction.MSE)
                            .activation(Activation.IDENTITY)
                            .build())
                    .setInputType(InputType.convolutional(3, 3, 1, format))
                    .build());

            assertThat(Output.of(Subject.of(network))).hasSize(format == CNN2DFormat.NHWC ? 0 : 1);
        }
    }

    /** What is learned are running sums; the same numbers in both formats. */
    @Test
    void seriesMayHaveTheirColumnsLast() {
        INDArray features = noise(32, 2, 4);
        INDArray sums = features.sum(true, 1).cumsum(2);
        INDArray mask = Nd4j.ones(DataType.FLOAT, 32, 4);
        mask.getColumn(3).assign(0);
        sums.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(3)).assign(-999);
        DataSet second = new DataSet(features, sums, null, mask);
        DataSet last = new DataSet(
                features.permute(0, 2, 1).dup(), sums.permute(0, 2, 1).dup(), null, mask);

        MultiLayerNetwork other = series(false, RNNFormat.NCW);
        MultiLayerNetwork network = series(false, RNNFormat.NWC);
        EvaluationSet otherSet = evaluationSet(other, second);

        EvaluationSet evaluationSet = evaluationSet(network, last);

        assertThat(network.params()).isEqualTo(other.params());
        assertThat(evaluationSet.constant()).isCloseTo(otherSet.constant(), within(1e-4));
        assertThat(evaluationSet.loss(Subject.of(network))).isCloseTo(otherSet.loss(Subject.of(other)), within(1e-4));
        assertThat(LabelScore.of(Subject.of(network), evaluationSet.batches(), true))
                .isCloseTo(LabelScore.of(Subject.of(other), otherSet.batches(), true), within(1e-4));
        LayerState state = LayerState.of(
                        Subject.of(network), TrainingData.of(last).toMultiDataSet())
                .get(0);
        LayerState otherState = LayerState.of(
                        Subject.of(other), TrainingData.of(second).toMultiDataSet())
                .get(0);
        assertThat(state.units()).isEqualTo(otherState.units()).isEqualTo(6);
        assertThat(state.spread()).isCloseTo(otherState.spread(), within(1e-6));
        Diagnosis diagnosis = Doctor.of(network).on(last).batch(16).steps(150).diagnose();
        assertThat(diagnosis).as(diagnosis.toString()).isInstanceOf(Diagnosis.Healthy.class);
    }
}
