package org.gradientflow.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** Which changes each cause is worth, and in which order: nothing is trained. */
class RemediesTest {
    private static final List<String> WEIGHTS = List.of(
            ".weightInit(WeightInit.RELU).biasInit(0)",
            ".weightInit(WeightInit.RELU_UNIFORM).biasInit(0)",
            ".weightInit(WeightInit.XAVIER).biasInit(0)",
            ".weightInit(WeightInit.XAVIER_UNIFORM).biasInit(0)",
            ".weightInit(WeightInit.RELU).biasInit(0)\nnetwork.init();\nLsuv.scale(network, TrainingData.of(data));");

    private static final List<String> WITH_BIAS = List.of(
            ".weightInit(WeightInit.RELU).biasInit(0.1)", ".weightInit(WeightInit.XAVIER_UNIFORM).biasInit(0.1)");

    private static final String CLIPPED =
            ".gradientNormalization(GradientNormalization.ClipL2PerLayer).gradientNormalizationThreshold(1.0)";

    private static Remedies remedies(MultiLayerNetwork network) {
        return remedies(network, SmallClassifier.data());
    }

    private static Remedies remedies(MultiLayerNetwork network, DataSet data) {
        TrainingData rows = TrainingData.of(data);
        return new Remedies(Subject.of(network), rows, List.of(rows.toMultiDataSet()));
    }

    private static List<String> codes(List<Remedy> remedies) {
        return remedies.stream().map(Remedy::code).toList();
    }

    @Test
    void anOutputWithoutALabelHasNone() {
        DataSet clouds = SmallClassifier.data();
        DataSet masked =
                new DataSet(clouds.getFeatures(), clouds.getLabels(), null, Nd4j.zeros(SmallClassifier.ROWS, 1));
        MultiLayerNetwork network =
                SmallClassifier.withOutput(output -> output.setLossFn(LossFunction.MSE.getILossFunction()));

        assertThat(remedies(network, masked).of(Cause.WRONG_LOSS)).isEmpty();
        assertThat(remedies(network, clouds).of(Cause.WRONG_LOSS)).isNotEmpty();
    }

    @Test
    void initialWeightsComeFirstWhereTheStartIsWrong() {
        Remedies remedies = remedies(SmallClassifier.healthy());

        for (Cause cause : List.of(Cause.DEAD_RELU, Cause.SYMMETRY, Cause.SATURATION)) {
            assertThat(codes(remedies.of(cause)))
                    .startsWith(WEIGHTS.toArray(String[]::new))
                    .endsWith(WITH_BIAS.toArray(String[]::new))
                    .hasSize(7);
        }
        assertThat(codes(remedies.of(Cause.VANISHING)))
                .startsWith(WEIGHTS.toArray(String[]::new))
                .contains(".activation(Activation.LEAKYRELU).weightInit(WeightInit.RELU).biasInit(0)")
                .hasSize(9);
        assertThat(codes(remedies.of(Cause.EXPLODING)))
                .startsWith(WEIGHTS.toArray(String[]::new))
                .endsWith(".updater(new Adam(0.002))", ".updater(new Adam(2.0E-4))", CLIPPED);
        assertThat(codes(remedies.of(Cause.NON_FINITE_PARAMETERS))).isEqualTo(WEIGHTS);
    }

    @Test
    void ratesGoDownOrUpAndNeverBeyondOne() {
        Remedies remedies = remedies(
                SmallClassifier.withEachLayer(Activation.TANH, layer -> layer.setIUpdater(new Nesterovs(0.05, 0.8))));

        assertThat(codes(remedies.of(Cause.RATE_TOO_HIGH)))
                .startsWith(
                        ".updater(new Nesterovs(0.005, 0.8))", ".updater(new Nesterovs(5.0E-4, 0.8))",
                        ".updater(new Nesterovs(5.0E-5, 0.8))", ".updater(new Nesterovs(5.0E-6, 0.8))")
                .hasSize(8);
        assertThat(codes(remedies.of(Cause.RATE_TOO_LOW)))
                .containsExactly(
                        ".updater(new Nesterovs(0.5, 0.8))",
                        ".updater(new Adam(0.001))",
                        ".updater(new Adam(0.01))",
                        ".updater(new Nesterovs(0.01, 0.9))");
    }

    /** One updater undoes another: what is tried is what the code says. */
    @Test
    void twoChangesSetOneUpdater() {
        Remedies remedies = remedies(SmallClassifier.healthy());
        Remedy updater = StepRemedies.updaters().get(1);
        Remedy weights = remedies.of(Cause.VANISHING).get(0);

        assertThat(codes(remedies.with(updater))).containsExactly(".updater(new Adam(0.01))" + CLIPPED);
        assertThat(codes(remedies.with(weights)))
                .extracting(code -> code.substring(WEIGHTS.get(0).length()))
                .containsExactly(
                        ".updater(new Adam(0.2))",
                        ".updater(new Adam(0.002))",
                        ".updater(new Adam(2.0E-4))",
                        ".updater(new Adam(0.001))",
                        CLIPPED);
    }

    @Test
    void anUpdaterKeepsItsOtherNumbers() {
        assertThat(slower(new Adam(0.1, 0.5, 0.99, 1e-6))).isEqualTo(".updater(new Adam(0.01, 0.5, 0.99, 1.0E-6))");
        assertThat(slower(new Adam(0.1))).isEqualTo(".updater(new Adam(0.01))");
        assertThat(slower(new Nadam(0.1, 0.5, 0.99, 1e-6))).isEqualTo(".updater(new Nadam(0.01, 0.5, 0.99, 1.0E-6))");
        assertThat(slower(new AdaMax(0.1, 0.5, 0.99, 1e-6))).isEqualTo(".updater(new AdaMax(0.01, 0.5, 0.99, 1.0E-6))");
        assertThat(slower(new AMSGrad(0.1, 0.5, 0.99, 1e-6)))
                .isEqualTo(".updater(new AMSGrad(0.01, 0.5, 0.99, 1.0E-6))");
        assertThat(slower(new AdaBelief(0.1, 0.5, 0.99, 1e-6)))
                .isEqualTo(".updater(new AdaBelief(0.01, 0.5, 0.99, 1.0E-6))");
        assertThat(slower(new RmsProp(0.1, 0.5, 1e-6))).isEqualTo(".updater(new RmsProp(0.01, 0.5, 1.0E-6))");
        assertThat(slower(new AdaGrad(0.1, 1e-3))).isEqualTo(".updater(new AdaGrad(0.01, 0.001))");
        assertThat(slower(new AdaGrad(0.1))).isEqualTo(".updater(new AdaGrad(0.01))");
        MultiLayerNetwork delta =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new AdaDelta(0.9, 1e-4)));
        assertThat(codes(remedies(delta).of(Cause.FROZEN))).containsExactly(".updater(new AdaDelta(0.9, 1.0E-4))");
        MultiLayerNetwork usual =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new AdaDelta()));
        assertThat(codes(remedies(usual).of(Cause.FROZEN))).containsExactly(".updater(new AdaDelta())");
    }

    private static String slower(IUpdater updater) {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(updater.clone()));
        return remedies(network).of(Cause.RATE_TOO_HIGH).get(0).code();
    }

    @Test
    void whereLayersHaveUpdatersOfTheirOwnAllRatesChange() {
        MultiLayerNetwork network = SmallClassifier.withOutput(output -> output.setIUpdater(new Sgd(0.5)));
        MultiLayerNetwork biases =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setBiasUpdater(new Sgd(0.5)));
        for (MultiLayerNetwork each : List.of(network, biases)) {
            Remedy slower = remedies(each).of(Cause.RATE_TOO_HIGH).get(0);

            assertThat(slower.change()).isEqualTo("multiply every layer's learning rate by 0.10, without schedules");
            assertThat(slower.code()).startsWith("//");
            assertThat(slower.setsUpdater()).isTrue();
        }
    }

    @Test
    void aScheduleIsSaidToGo() {
        ISchedule halving = new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 100);
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(halving)));

        assertThat(remedies(network).of(Cause.RATE_TOO_HIGH).get(0))
                .returns(
                        "use a learning rate of 0.01 without a schedule, instead of a schedule that begins at 0.1",
                        Remedy::change)
                .returns(".updater(new Adam(0.01))", Remedy::code);
    }

    /** Numbers of words have no mean to be taken away. */
    @Test
    void indicesAreNotStandardised() {
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new EmbeddingLayer.Builder().nIn(5).nOut(2).build())
                .layer(new OutputLayer.Builder()
                        .nIn(2)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());

        assertThat(remedies(network).generic())
                .isNotEmpty()
                .noneMatch(cure -> cure.change().contains("standardise"));
        assertThat(remedies(network).of(Cause.UNSCALED_INPUT)).isEmpty();
        assertThat(remedies(SmallClassifier.healthy()).generic())
                .anyMatch(cure -> cure.change().contains("standardise"));
    }

    /** Else the second would be taken for the first, and not be tried. */
    @Test
    void eachOfSeveralOutputsHasCuresOfItsOwn() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", output(), "in")
                .addLayer("b", output(), "in")
                .setOutputs("a", "b")
                .build());
        graph.init();
        DataSet clouds = SmallClassifier.data();
        TrainingData rows = TrainingData.of(new MultiDataSet(
                new INDArray[] {clouds.getFeatures()}, new INDArray[] {clouds.getLabels(), clouds.getLabels()}));

        assertThat(new Remedies(Subject.of(graph), rows, List.of(rows.toMultiDataSet())).of(Cause.WRONG_LOSS))
                .extracting(Remedy::change)
                .contains(
                        "use MCXENT as the loss of output a",
                        "use MCXENT as the loss of output b",
                        "use softmax as the activation of output b")
                .doesNotHaveDuplicates();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.L1)
                .nIn(4)
                .nOut(3)
                .activation(Activation.TANH)
                .build();
    }

    @Test
    void whatIsMissingIsPutIn() {
        Remedies remedies = remedies(SmallClassifier.healthy());

        assertThat(codes(remedies.of(Cause.MINIBATCH_AVERAGING))).containsExactly(".miniBatch(false)");
        assertThat(codes(remedies.of(Cause.OVER_REGULARISED)))
                .containsExactly(".l1(0).l2(0).weightDecay(0).dropOut(0)");
        assertThat(codes(remedies.of(Cause.OVER_CLIPPED)))
                .hasSize(2)
                .first()
                .isEqualTo(".gradientNormalization(GradientNormalization.None)");
        assertThat(codes(remedies.of(Cause.FROZEN))).containsExactly(".updater(new Adam(0.02))");
        assertThat(codes(
                        remedies(SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0))))
                                .of(Cause.FROZEN)))
                .containsExactly(".updater(new Adam(0.01))", ".updater(new Adam(0.001))");
        assertThat(remedies.of(Cause.NO_SIGNAL_LABELS)).isEmpty();
        assertThat(remedies.of(Cause.UNSCALED_INPUT)).hasSize(1);
        assertThat(remedies.of(Cause.UNSCALED_LABELS)).hasSize(1);
    }

    private static List<String> outputCodes(INDArray labels) {
        MultiLayerNetwork network = SmallClassifier.withOutput(output -> {
            output.setActivationFn(Activation.TANH.getActivationFunction());
            output.setLossFn(LossFunction.L1.getILossFunction());
        });
        List<Remedy> wrongLoss = remedies(
                        network, new DataSet(SmallClassifier.data().getFeatures(), labels))
                .of(Cause.WRONG_LOSS);
        return codes(wrongLoss);
    }

    @Test
    void anOutputGetsTheActivationAndTheLossOfItsLabels() {
        INDArray classes = SmallClassifier.data().getLabels();
        INDArray bits = classes.rsub(1);
        String activation = ".activation(Activation.%s)";
        String loss = ".lossFunction(LossFunctions.LossFunction.%s)";

        assertThat(outputCodes(classes))
                .startsWith(activation.formatted("SOFTMAX"), loss.formatted("MCXENT"))
                .hasSize(3);
        assertThat(outputCodes(bits))
                .startsWith(activation.formatted("SIGMOID"), loss.formatted("XENT"))
                .hasSize(3);
        assertThat(outputCodes(classes.mul(0.3)))
                .startsWith(activation.formatted("IDENTITY"), loss.formatted("MSE"))
                .hasSize(3);
        assertThat(remedies(SmallClassifier.healthy()).of(Cause.OUTPUT_ACTIVATION))
                .as("what fits stays")
                .isEmpty();
    }

    @Test
    void featuresAreStandardisedAndLabelsStay() {
        DataSet data = SmallClassifier.data();
        data.getFeatures().muli(100).addi(7);

        TrainingData standardised = remedies(SmallClassifier.healthy(), data)
                .of(Cause.UNSCALED_INPUT)
                .get(0)
                .data()
                .apply(TrainingData.of(data));

        INDArray features = standardised.features().get(0);
        for (int column = 0; column < features.columns(); column++) {
            assertThat(features.getColumn(column).meanNumber().doubleValue()).isCloseTo(0, within(1e-5));
            assertThat(features.getColumn(column).stdNumber(false).doubleValue())
                    .isCloseTo(1, within(1e-3));
        }
        assertThat(standardised.labels().get(0))
                .isEqualTo(SmallClassifier.data().getLabels());
    }

    @Test
    void rowsWithoutNumbersAreLeftOut() {
        INDArray features = SmallClassifier.data().getFeatures();
        features.putScalar(7, 2, Float.NaN);
        DataSet damaged = new DataSet(features, SmallClassifier.data().getLabels());

        assertThat(remedies(SmallClassifier.healthy()).of(Cause.NON_FINITE_DATA))
                .isEmpty();
        assertThat(remedies(SmallClassifier.healthy(), damaged).of(Cause.NON_FINITE_DATA))
                .singleElement()
                .satisfies(remedy -> assertThat(
                                remedy.data().apply(TrainingData.of(damaged)).rows())
                        .isEqualTo(SmallClassifier.ROWS - 1));
    }

    @Test
    void withoutACauseAllKindsAreTried() {
        Remedies remedies = remedies(SmallClassifier.healthy());

        assertThat(codes(remedies.generic()))
                .startsWith(WEIGHTS.toArray(String[]::new))
                .contains(".updater(new Adam(0.2))", ".updater(new Adam(0.002))", ".updater(new Nesterovs(0.01, 0.9))")
                .doesNotHaveDuplicates();
    }
}
