package org.gradientflow.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Kinds of networks and of trainings, each under watch. */
class WatchedKindsTest {
    private static final int SIDE = 16;
    private static final int ROWS = 16;

    @Test
    void aLeNetWhoseRateIsAHundredTimesTooLargeStopsItself() {
        TrainingStopped stopped = stopped(leNet(1), 1);

        assertThat(stopped.alarm().finding().cause()).isEqualTo(Cause.RATE_TOO_HIGH);
        assertThat(stopped.alarm().iteration()).isLessThan(100);
    }

    @Test
    void aLeNetOfPixelsUpTo255StopsItself() {
        TrainingStopped stopped = stopped(leNet(0.01), 255);

        assertThat(stopped.alarm().finding().cause()).isEqualTo(Cause.UNSCALED_INPUT);
        assertThat(stopped.alarm().iteration()).isLessThan(100);
    }

    @Test
    void aLeNetThatLearnsRunsToItsEnd() {
        MultiLayerNetwork network = leNet(0.01);
        TrainingWatch watch = watch();
        network.addListeners(watch);
        train(network, 1, 120);

        assertThat(watch.alarms()).isEmpty();
    }

    private static TrainingStopped stopped(MultiLayerNetwork network, double scale) {
        network.addListeners(watch());
        return catchThrowableOfType(TrainingStopped.class, () -> train(network, scale, 100));
    }

    private static TrainingWatch watch() {
        return TrainingWatch.builder()
                .stopOn(Severity.SEVERE)
                .budget(Duration.ofMinutes(2))
                .build();
    }

    private static void train(MultiLayerNetwork network, double scale, int steps) {
        Random random = new Random(1);
        for (int step = 0; step < steps; step++) {
            network.fit(bars(random, scale));
        }
    }

    /** Bright bars on a dark ground, lying or standing. */
    private static DataSet bars(Random random, double scale) {
        INDArray images = Nd4j.zeros(ROWS, 1, SIDE, SIDE);
        INDArray labels = Nd4j.zeros(ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            int kind = random.nextInt(2);
            int place = 2 + random.nextInt(SIDE - 4);
            for (int along = 0; along < SIDE; along++) {
                int[] at = kind == 0 ? new int[] {row, 0, place, along} : new int[] {row, 0, along, place};
                images.putScalar(at, scale * (0.7 + 0.3 * random.nextDouble()));
            }
            labels.putScalar(row, kind, 1);
        }
        return new DataSet(images, labels);
    }

    private static MultiLayerNetwork leNet(double rate) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .updater(new Nesterovs(rate, 0.9))
                .list()
                .layer(new ConvolutionLayer.Builder(5, 5)
                        .nOut(8)
                        .activation(Activation.RELU)
                        .build())
                .layer(new SubsamplingLayer.Builder()
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(new SubsamplingLayer.Builder()
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(32)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(SIDE, SIDE, 1))
                .build());
        network.init();
        return network;
    }

    @Test
    void aGraphIsWatched() {
        ComputationGraph graph = SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(30)))
                .toComputationGraph();
        graph.addListeners(watch());

        TrainingStopped stopped = catchThrowableOfType(TrainingStopped.class, () -> {
            for (int step = 0; step < 100; step++) {
                graph.fit(SmallClassifier.data());
            }
        });
        assertThat(stopped.alarm().finding().cause()).isEqualTo(Cause.RATE_TOO_HIGH);
    }

    @Test
    void masksAreKeptWithTheBatches() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(new LSTM.Builder().nIn(2).nOut(4).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        INDArray mask = Nd4j.ones(8, 5);
        mask.putScalar(3, 4, 0);
        DataSet data = new DataSet(Nd4j.rand(8, 2, 5), Nd4j.rand(8, 1, 5), mask, mask);
        RecentBatches recent = new RecentBatches(1 << 20);
        network.addListeners(new BaseTrainingListener() {
            @Override
            public void onForwardPass(Model model, List<INDArray> activations) {
                recent.forward((MultiLayerNetwork) model);
            }

            @Override
            public void onBackwardPass(Model model) {
                recent.add(model);
            }
        });
        network.fit(data);

        assertKept(recent, data, mask);
    }

    private static void assertKept(RecentBatches recent, DataSet data, INDArray mask) {
        assertThat(recent.all()).singleElement().satisfies(kept -> {
            assertThat(kept.getFeatures(0)).isEqualTo(data.getFeatures());
            assertThat(kept.getLabels(0)).isEqualTo(data.getLabels());
            assertThat(kept.getLabelsMaskArray(0)).isEqualTo(mask);
        });
    }

    @Test
    void earlyStoppingEndsWithTheAlarmInItsResult() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(30)));
        TrainingWatch watch = TrainingWatch.builder()
                .confirm(TrainingWatch.When.NOW)
                .budget(Duration.ofMinutes(5))
                .build();
        network.addListeners(watch);
        ListDataSetIterator<DataSet> data =
                new ListDataSetIterator<>(SmallClassifier.data().asList(), 30);
        EarlyStoppingConfiguration<MultiLayerNetwork> configuration = new EarlyStoppingConfiguration.Builder<
                        MultiLayerNetwork>()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(200))
                .iterationTerminationConditions(watch.asTerminationCondition())
                .scoreCalculator(new DataSetLossCalculator(data, true))
                .modelSaver(new InMemoryModelSaver<>())
                .build();
        EarlyStoppingResult<MultiLayerNetwork> result = new EarlyStoppingTrainer(configuration, network, data).fit();

        assertThat(result.getTerminationReason())
                .isEqualTo(EarlyStoppingResult.TerminationReason.IterationTerminationCondition);
        assertThat(result.getTerminationDetails()).contains("the learning rate is too high");
    }
}
