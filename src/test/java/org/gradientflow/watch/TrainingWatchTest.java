package org.gradientflow.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.TrainingData;
import org.gradientflow.storage.foreign.SavedBatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What a watch says of trainings, and what becomes of them. */
class TrainingWatchTest {
    private static final int BATCH = 30;

    @Test
    void aRateThatIsTooHighStopsTheTrainingWithItsFinding() {
        MultiLayerNetwork network = withRate(30);
        network.addListeners(TrainingWatch.builder()
                .stopOn(Severity.SEVERE)
                .budget(Duration.ofMinutes(5))
                .build());

        TrainingStopped stopped = catchThrowableOfType(TrainingStopped.class, () -> train(network, 500));

        assertThat(stopped.finding().cause()).isEqualTo(Cause.RATE_TOO_HIGH);
        assertThat(stopped).hasMessageStartingWith("training stopped: iteration ");
        assertThat(network.getIterationCount()).isLessThan(100);
    }

    @Test
    void aHealthyTrainingEndsWithoutAnAlarm() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        TrainingWatch watch = now();
        network.addListeners(watch);

        train(network, 3_000);

        assertThat(watch.alarms()).isEmpty();
        assertThat(watch.reading()).hasValueSatisfying(reading -> {
            assertThat(reading.finite()).isTrue();
            assertThat(reading.layers()).hasSize(3);
        });
    }

    @Test
    void theTrainingIsTheSameBitForBit() throws InterruptedException {
        MultiLayerNetwork alone = withDropout();
        MultiLayerNetwork watched = withDropout();
        TrainingWatch watch = TrainingWatch.builder().warmup(1).build();
        watched.addListeners(watch);

        Nd4j.getRandom().setSeed(7);
        train(alone, 2_000);
        Nd4j.getRandom().setSeed(7);
        train(watched, 2_000);

        assertThat(watched.params()).isEqualTo(alone.params());
        assertThat(watch.await(Duration.ofMinutes(1))).isTrue();
        // The dropout makes numbers that tell: another seed gives others.
        MultiLayerNetwork other = withDropout();
        Nd4j.getRandom().setSeed(8);
        train(other, 2_000);
        assertThat(other.params()).isNotEqualTo(alone.params());
    }

    @Test
    void aNaNInTheDataIsNamedByItsRowInTheStepThatSeesIt() {
        MultiLayerNetwork network = SmallRegression.network(Activation.RELU, layer -> {});
        TrainingWatch watch = now();
        network.addListeners(watch);
        DataSet healthy = SmallRegression.data();
        for (int step = 0; step < 37; step++) {
            network.fit(healthy);
        }
        DataSet sick = SmallRegression.data();
        sick.getFeatures().putScalar(99, 1, Double.NaN);
        network.fit(sick);

        assertThat(watch.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.suspicion()).isEqualTo(Suspicion.NON_FINITE);
            assertThat(alarm.finding().cause()).isEqualTo(Cause.NON_FINITE_DATA);
            assertThat(alarm.iteration()).isEqualTo(37);
            assertThat(alarm.finding().symptom()).contains("step 37", "row 99, column 1");
        });
    }

    @Test
    void aRateThatOverflowsIsNamedAtTheFirstNaN() {
        MultiLayerNetwork network = SmallRegression.network(Activation.RELU, layer -> layer.setIUpdater(new Sgd(1e4)));
        TrainingWatch watch = now();
        network.addListeners(watch);
        for (int step = 0; step < 40; step++) {
            network.fit(SmallRegression.data());
        }

        assertThat(watch.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.finding().cause()).isEqualTo(Cause.RATE_TOO_HIGH);
            assertThat(alarm.iteration()).isLessThan(20);
            assertThat(alarm.toString()).doesNotContain("\n").contains("gradientflow explain rate-too-high");
        });
    }

    @Test
    void anAlarmIsSavedWithTheBatches(@TempDir Path folder) throws IOException {
        MultiLayerNetwork network = withRate(30);
        TrainingWatch watch = TrainingWatch.builder()
                .confirm(TrainingWatch.When.NOW)
                .budget(Duration.ofMinutes(5))
                .saveOnFinding(folder.resolve("alarms"))
                .build();
        network.addListeners(watch);
        train(network, 120);

        Path file = watch.alarms().get(0).saved().orElseThrow();
        assertThat(file).hasParent(folder.resolve("alarms")).isRegularFile();
        assertThat(MultiLayerNetwork.load(file.toFile(), true).numParams()).isEqualTo(network.numParams());
        assertThat(SavedBatches.read(file)).hasValueSatisfying(saved -> {
            assertThat(saved.batch()).isEqualTo(BATCH);
            TrainingData data = saved.data();
            assertThat(data.rows()).isGreaterThanOrEqualTo(BATCH);
            assertThat(data.features().get(0).columns()).isEqualTo(4);
        });
    }

    @Test
    void anAlarmThatCanNotBeSavedIsStillRaised(@TempDir Path folder) throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("alarms"));
        MultiLayerNetwork network = withRate(30);
        TrainingWatch watch = TrainingWatch.builder()
                .confirm(TrainingWatch.When.NOW)
                .budget(Duration.ofMinutes(5))
                .saveOnFinding(inTheWay)
                .build();
        network.addListeners(watch);
        train(network, 120);

        assertThat(watch.alarms()).isNotEmpty();
        assertThat(watch.alarms().get(0).saved()).isEmpty();
    }

    @Test
    void aListenerThatThrowsEndsNothing() {
        List<Alarm> heard = new ArrayList<>();
        MultiLayerNetwork network = withRate(30);
        network.addListeners(TrainingWatch.builder()
                .confirm(TrainingWatch.When.NOW)
                .budget(Duration.ofMinutes(5))
                .onFinding(alarm -> {
                    heard.add(alarm);
                    throw new IllegalStateException("the user's own");
                })
                .build());
        train(network, 120);

        assertThat(heard).isNotEmpty();
        assertThat(network.getIterationCount()).isEqualTo(120);
    }

    @Test
    void aFaultOfItsOwnSwitchesItOff() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        TrainingWatch watch = now();
        // A graph's callback with what no graph has.
        watch.onForwardPass(network, (Map<String, INDArray>) null);
        network.addListeners(watch);
        train(network, 20);

        assertThat(network.getIterationCount()).isEqualTo(20);
        assertThat(watch.reading()).isEmpty();
    }

    @Test
    void addedTwiceItCountsOnce() {
        MultiLayerNetwork network = withRate(30);
        TrainingWatch watch = now();
        network.addListeners(watch, watch);
        train(network, 120);

        assertThat(watch.alarms()).extracting(alarm -> alarm.finding().cause()).doesNotHaveDuplicates();
        assertThat(watch.alarms()).isNotEmpty();
    }

    @Test
    void addedInTheMiddleItWarmsUpFirst() {
        MultiLayerNetwork network = withRate(30);
        train(network, 40);
        TrainingWatch watch = now();
        network.addListeners(watch);
        train(network, 40);
        assertThat(watch.alarms()).isEmpty();

        train(network, 40);
        assertThat(watch.alarms()).isNotEmpty();
    }

    @Test
    void twoNetworksInTwoThreadsAreWatchedEachByItself() throws InterruptedException {
        TrainingWatch watch = now();
        MultiLayerNetwork sick = withRate(30);
        MultiLayerNetwork healthy = SmallClassifier.healthy();
        sick.addListeners(watch);
        healthy.addListeners(watch);
        Thread one = new Thread(() -> train(sick, 120));
        Thread two = new Thread(() -> train(healthy, 120));
        one.start();
        two.start();
        one.join();
        two.join();

        assertThat(watch.alarms()).extracting(alarm -> alarm.finding().cause()).containsExactly(Cause.RATE_TOO_HIGH);
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        TrainingWatch.Builder builder = TrainingWatch.builder();
        assertThatThrownBy(() -> builder.every(0)).hasMessage("every: expected 1 or more, got 0");
        assertThatThrownBy(() -> builder.warmup(-1)).hasMessage("warmup: expected 1 or more, got -1");
        assertThatThrownBy(() -> builder.memory(0)).hasMessage("memory: expected 1 byte or more, got 0");
        assertThatThrownBy(() -> builder.budget(Duration.ZERO)).hasMessage("budget: expected a time above 0, got PT0S");
    }

    private static TrainingWatch now() {
        // Enough on a busy machine, too.
        return TrainingWatch.builder()
                .confirm(TrainingWatch.When.NOW)
                .budget(Duration.ofMinutes(2))
                .build();
    }

    private static MultiLayerNetwork withRate(double rate) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(rate)));
    }

    private static MultiLayerNetwork withDropout() {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIDropout(new Dropout(0.8)));
    }

    private static void train(MultiLayerNetwork network, int steps) {
        List<DataSet> batches = SmallClassifier.data().batchBy(BATCH);
        for (int step = 0; step < steps; step++) {
            network.fit(batches.get(step % batches.size()));
        }
    }
}
