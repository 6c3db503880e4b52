package org.gradientflow.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StepStatsListenerTest {

    private static final double ROUNDING = 1e-6;
    private static final SessionId SESSION = SessionId.of("three-layer", 0, LocalDateTime.of(2026, 1, 2, 3, 4, 5));

    private final StatsStorage storage = new InMemoryStatsStorage();
    private final Witness witness = new Witness();

    private StepStatsListener ours(int every) {
        return new StepStatsListener(storage, SESSION, every);
    }

    private void train(int steps, TrainingListener listener) {
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(witness, listener);
        Nets.train(network, steps);
    }

    @Test
    void reportsTheFirstStepAndEveryNthAfterIt() {
        train(25, ours(10));
        assertThat(Reports.of(storage))
                .extracting(StatsReport::getIterationCount)
                .containsExactly(0, 10, 20);
    }

    @Test
    void everyNumberBelongsToTheStepThatItIsReportedFor() {
        train(21, ours(10));
        List<StatsReport> reports = Reports.of(storage);
        assertThat(reports).hasSize(3);
        for (StatsReport report : reports) {
            Witness.Step step = witness.steps.get(report.getIterationCount());
            assertThat(step.number()).isEqualTo(report.getIterationCount());
            assertThat(report.getScore()).isEqualTo(step.score());
            assertIs(report, StatsType.Gradients, step.gradients());
            assertIs(report, StatsType.Updates, step.updates());
            assertIs(report, StatsType.Activations, step.activations());
            assertIs(report, StatsType.Parameters, step.after());
        }
    }

    @Test
    void parametersAreThoseAfterTheUpdate() {
        train(1, ours(1));
        Witness.Step step = witness.steps.get(0);
        assertThat(step.before().get("1_W").sub(step.updates().get("1_W")))
                .isEqualTo(step.after().get("1_W"));
        assertThat(isOf(Reports.of(storage).get(0), StatsType.Parameters, step.after()))
                .isTrue();
        assertThat(isOf(Reports.of(storage).get(0), StatsType.Parameters, step.before()))
                .isFalse();
    }

    @Test
    void gradientsAreRawAndUpdatesAreClippedAndThroughTheUpdater() {
        train(1, ours(1));
        Witness.Step step = witness.steps.get(0);
        double threshold = 0.05;
        double learningRate = 1e-2;
        StatsReport report = Reports.of(storage).get(0);
        assertThat(report.getHistograms(StatsType.Gradients).get("1_W").getMax())
                .isEqualTo(step.gradients().get("1_W").maxNumber().doubleValue())
                .isGreaterThan(threshold);
        // Adam's first step is the learning rate, whatever the gradient.
        assertThat(report.getHistograms(StatsType.Updates).get("1_W").getMax())
                .isCloseTo(learningRate, within(learningRate / 1e3));
    }

    @Test
    void numbersOfAnotherStepWouldBeNoticed() {
        train(12, ours(10));
        StatsReport atTen = Reports.of(storage).get(1);
        for (int other : new int[] {1, 9, 11}) {
            Witness.Step step = witness.steps.get(other);
            assertThat(isOf(atTen, StatsType.Gradients, step.gradients())).isFalse();
            assertThat(isOf(atTen, StatsType.Updates, step.updates())).isFalse();
            assertThat(isOf(atTen, StatsType.Activations, step.activations())).isFalse();
            assertThat(isOf(atTen, StatsType.Parameters, step.after())).isFalse();
        }
    }

    /** The reason for this class. If this fails after an upgrade of DL4J, the class may not be needed any more. */
    @Test
    void theStockListenerLeavesOutTheFirstStepAndMixesTwoSteps() {
        train(21, new StatsListener(storage, 10));
        List<StatsReport> reports = Reports.of(storage);
        assertThat(reports).extracting(StatsReport::getIterationCount).containsExactly(10, 20);
        Witness.Step stale = witness.steps.get(11);
        Witness.Step due = witness.steps.get(20);
        StatsReport atTwenty = reports.get(1);
        assertThat(isOf(atTwenty, StatsType.Gradients, stale.gradients())).isTrue();
        assertThat(isOf(atTwenty, StatsType.Gradients, due.gradients())).isFalse();
        assertThat(isOf(atTwenty, StatsType.Activations, stale.activations())).isTrue();
        assertThat(isOf(atTwenty, StatsType.Updates, due.updates())).isTrue();
        assertThat(isOf(atTwenty, StatsType.Parameters, due.after())).isTrue();
    }

    @Test
    void showsWhatTheStockListenerOfFrequencyOneWouldShow() {
        StatsStorage stock = new InMemoryStatsStorage();
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(ours(5), new EveryNth(new StatsListener(stock, 1), 5));
        Nets.train(network, 200);
        List<StatsReport> ours = Reports.of(storage);
        List<StatsReport> theirs = Reports.of(stock);
        assertThat(ours).hasSameSizeAs(theirs).hasSize(40);
        for (int i = 0; i < ours.size(); i++) {
            assertSame(ours.get(i), theirs.get(i));
        }
    }

    @Test
    void showsAGraphAsTheStockListenerWould() {
        StatsStorage stock = new InMemoryStatsStorage();
        ComputationGraph graph = Nets.graph();
        graph.setListeners(ours(2), new EveryNth(new StatsListener(stock, 1), 2));
        INDArray x = Nd4j.create(new float[][] {{0.5f}, {-1f}, {2f}});
        for (int i = 0; i < 5; i++) {
            graph.fit(new INDArray[] {x}, new INDArray[] {x});
        }
        List<StatsReport> ours = Reports.of(storage);
        assertThat(ours).extracting(StatsReport::getIterationCount).containsExactly(0, 2, 4);
        for (int i = 0; i < ours.size(); i++) {
            assertSame(ours.get(i), Reports.of(stock).get(i));
        }
    }

    @Test
    void keepsReportsOfTheSameMillisecond() {
        MultiLayerNetwork network = Nets.threeLayer();
        Nets.train(network, 1);
        StepStatsListener listener = ours(1);
        int reports = 2_000;
        long begun = System.currentTimeMillis();
        for (int i = 0; i < reports; i++) {
            listener.iterationDone(network, i, 0);
        }
        assertThat(Reports.of(storage))
                .extracting(StatsReport::getIterationCount)
                .isEqualTo(java.util.stream.IntStream.range(0, reports).boxed().toList());
        assertThat(Reports.of(storage)).extracting(StatsReport::getTimeStamp).doesNotHaveDuplicates();
        assertThat(Reports.of(storage).get(0).getTimeStamp()).isGreaterThanOrEqualTo(begun);
    }

    @Test
    void countsEveryStepEvenIfItReportsFew() {
        train(21, ours(10));
        StatsReport last = Reports.of(storage).get(2);
        assertThat(last.getTotalMinibatches()).isEqualTo(21);
        assertThat(last.getTotalExamples()).isEqualTo(21);
        assertThat(last.getMinibatchesPerSecond()).isPositive().isFinite();
    }

    @Test
    void tellsTheUiAboutTheModelOnce() {
        train(11, ours(5));
        assertThat(storage.listSessionIDs()).containsExactly(SESSION.toString());
        assertThat(storage.getAllStaticInfos(SESSION.toString(), StatsListener.TYPE_ID))
                .singleElement()
                .isInstanceOfSatisfying(StatsInitializationReport.class, info -> {
                    assertThat(info.getModelNumParams()).isEqualTo(321);
                    assertThat(info.getModelParamNames()).contains("0_W", "2_b");
                });
    }

    @Test
    void reportsNumbersThatAreNotFiniteAfterAnExplosion() {
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(ours(1));
        INDArray nan = Nd4j.create(new float[][] {{Float.NaN}});
        network.fit(nan, nan.dup());
        StatsReport report = Reports.of(storage).get(0);
        assertThat(report.getStdev(StatsType.Gradients).get("0_W")).isNaN();
        Histogram histogram = report.getHistograms(StatsType.Activations).get("input");
        assertThat(histogram.getMin()).isZero();
        assertThat(histogram.getBinCounts()).containsOnly(0);
    }

    @Test
    void refusesAnIntervalOfZeroAndASecondNetwork() {
        assertThatThrownBy(() -> ours(0)).hasMessage("every: expected 1 or more steps, got 0");
        StepStatsListener one = ours(1);
        train(1, one);
        assertThatThrownBy(() -> train(1, one)).hasMessageContaining("serves one network");
    }

    private static void assertSame(StatsReport ours, StatsReport theirs) {
        assertThat(ours.getIterationCount()).isEqualTo(theirs.getIterationCount());
        assertThat(ours.getScore()).isEqualTo(theirs.getScore());
        for (StatsType type : StatsType.values()) {
            Map<String, Histogram> expected = theirs.getHistograms(type);
            assertThat(ours.getHistograms(type)).containsOnlyKeys(expected.keySet());
            expected.forEach(
                    (name, histogram) -> assertThat(ours.getHistograms(type).get(name))
                            .as("step %d, %s of %s", ours.getIterationCount(), type, name)
                            .isEqualTo(histogram));
            assertClose(ours.getMean(type), theirs.getMean(type));
            assertClose(ours.getStdev(type), theirs.getStdev(type));
            assertClose(ours.getMeanMagnitudes(type), theirs.getMeanMagnitudes(type));
        }
    }

    private static void assertClose(Map<String, Double> ours, Map<String, Double> theirs) {
        assertThat(ours).isNotEmpty().containsOnlyKeys(theirs.keySet());
        theirs.forEach((name, value) ->
                assertThat(ours.get(name)).as(name).isCloseTo(value, within(ROUNDING * Math.max(1, Math.abs(value)))));
    }

    private static void assertIs(StatsReport report, StatsType type, Map<String, INDArray> arrays) {
        assertThat(isOf(report, type, arrays))
                .as("step %d, %s", report.getIterationCount(), type)
                .isTrue();
    }

    /** Whether the report's bounds and summaries are those of the arrays, computed by ND4J. */
    private static boolean isOf(StatsReport report, StatsType type, Map<String, INDArray> arrays) {
        assertThat(report.getHistograms(type)).containsOnlyKeys(arrays.keySet());
        return arrays.entrySet().stream().allMatch(e -> {
            INDArray array = e.getValue();
            Histogram histogram = report.getHistograms(type).get(e.getKey());
            return histogram.getMin() == array.minNumber().doubleValue()
                    && histogram.getMax() == array.maxNumber().doubleValue()
                    && java.util.Arrays.stream(histogram.getBinCounts()).sum() == array.length()
                    && isClose(report.getMean(type).get(e.getKey()), array.meanNumber())
                    && isClose(report.getStdev(type).get(e.getKey()), array.stdNumber())
                    && isClose(report.getMeanMagnitudes(type).get(e.getKey()) * array.length(), array.norm1Number());
        });
    }

    private static boolean isClose(double a, Number b) {
        return Math.abs(a - b.doubleValue()) <= ROUNDING * Math.max(1, Math.abs(a));
    }
}
