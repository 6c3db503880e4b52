package org.gradientflow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.FindingRecord;
import org.gradientflow.training.RecentSteps;
import org.gradientflow.training.Run;
import org.gradientflow.training.Trainer;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    /** A run with evaluations at -1, ..., 1 whose estimates lie on a line of slope {@code evaluated}. */
    private static Run run(Experiment experiment, double loss, double slope, float evaluated, double gradient) {
        List<Trainer.Evaluation> evaluations = IntStream.range(0, 10)
                .mapToObj(i -> (i - 4.5f) / 4.5f)
                .map(input -> new Trainer.Evaluation(input, 0.05f + evaluated * input))
                .toList();
        return new Run(
                experiment,
                experiment.steps(),
                loss,
                loss < RecentSteps.TRAINED_BELOW,
                slope,
                new FirstLayerFlow.Figures(gradient, 1, 1, 1),
                new float[16],
                evaluations,
                1000);
    }

    private static String verdict(Run run, Run... others) {
        List<Run> runs = new ArrayList<>(List.of(others));
        runs.add(run);
        return new ResultTable(runs, Map.of()).verdict(run);
    }

    private static String finding(DiagnosisRecord said) {
        return finding(said, 8e-4);
    }

    private static String finding(DiagnosisRecord said, double loss) {
        Run run = run(Cases.THREE_LAYER, loss, 0, 0, 3e-6);
        return new ResultTable(List.of(run), Map.of("three-layer", said))
                .finding(run)
                .orElse("");
    }

    private static DiagnosisRecord said(Outcome verdict, String severity) {
        return new DiagnosisRecord(
                verdict,
                "nothing is wrong",
                "a fresh network",
                List.of(new FindingRecord(
                        "vanishing",
                        "It is too small.",
                        severity,
                        "0",
                        null,
                        0.9,
                        new TreeMap<>(Map.of("ratio", 0.1)),
                        "It is 0.1.")),
                null,
                List.of());
    }

    @Test
    void theFirstFindingOfASickNetworkIsPrintedAndOfAHealthyOneOnlyAWarning() {
        assertThat(finding(said(Outcome.SICK, "severe")))
                .isEqualTo(
                        "three-layer: vanishing in layer 0: It is too small. It is 0.1. Read more: gradientflow explain vanishing");
        assertThat(finding(said(Outcome.HEALTHY, "warning")))
                .isEqualTo(
                        "three-layer: warning: vanishing in layer 0: It is too small. It is 0.1. Read more: gradientflow explain vanishing");
        assertThat(finding(said(Outcome.HEALTHY, "note"))).isEmpty();
        assertThat(finding(said(Outcome.INCONCLUSIVE, "note")))
                .isEqualTo("three-layer: inconclusive: nothing is wrong");
    }

    @Test
    void aHealthyNetworkThatHasNotTrainedIsExplained() {
        assertThat(finding(said(Outcome.HEALTHY, "note"), 0.34))
                .isEqualTo("three-layer: healthy, although it did not train in this run; nothing is wrong");
    }

    private static final Run TWO_LAYER = run(Cases.TWO_LAYER, 8e-4, 0.993, 1, 1.5e-3);

    @Test
    void aTrainedNetworkFollowsItsInput() {
        assertThat(verdict(TWO_LAYER)).isEqualTo("two-layer trained: its estimate follows the input (slope 0.993).");
    }

    @Test
    void aConstantEstimateIsComparedWithTheFirstCaseThatTrained() {
        assertThat(verdict(run(Cases.THREE_LAYER, 0.34, -0.001, 1e-7f, 3e-6), TWO_LAYER))
                .isEqualTo("three-layer did not train: its estimate is the same for every input; the gradient that"
                        + " reaches W:0 is 500 times smaller than in two-layer.");
        assertThat(verdict(run(Cases.THREE_LAYER, 0.34, -0.001, 1e-7f, 3e-6)))
                .isEqualTo("three-layer did not train: its estimate is the same for every input.");
    }

    /** The two-layer network has a plateau of 2,000 and more steps, so only 10,000 steps, the original's, decide. */
    @Test
    void aConstantEstimateAfterFewerThanTheOriginals10000StepsMayStillChange() {
        assertThat(verdict(run(Cases.TWO_LAYER.withSteps(1_000), 0.34, 0.001, 1e-7f, 1.5e-3)))
                .isEqualTo("two-layer has not trained after 1,000 steps: its estimate is still a constant.");
        assertThat(verdict(run(Cases.THREE_LAYER.withSteps(9_999), 0.34, 0.001, 1e-7f, 3e-6), TWO_LAYER))
                .isEqualTo("three-layer has not trained after 9,999 steps: its estimate is still a constant;"
                        + " the gradient that reaches W:0 is 500 times smaller than in two-layer.");
        assertThat(verdict(run(Cases.TWO_LAYER.withSteps(20_000), 0.34, 0.001, 1e-7f, 1.5e-3)))
                .isEqualTo("two-layer did not train: its estimate is the same for every input.");
    }

    @Test
    void aGradientThatIsNotMuchSmallerIsNotGivenAsTheReason() {
        for (double gradient : new double[] {1.5e-3, 1, 0, Double.NaN}) {
            assertThat(verdict(run(Cases.THREE_LAYER, 0.34, 0, 0, gradient), TWO_LAYER))
                    .isEqualTo("three-layer did not train: its estimate is the same for every input.");
        }
    }

    @Test
    void anEstimateThatMovesIsNotCalledConstantEvenIfItsSlopeIsSmall() {
        assertThat(verdict(run(Cases.THREE_LAYER, 0.31, 0.03, 0.05f, 3e-6), TWO_LAYER))
                .isEqualTo("three-layer has not trained after 10,000 steps: its loss is still 0.31.");
    }

    @Test
    void aSmallLossWithAnUnknownSlopeDoesNotMeanThatTheEstimateFollowsTheInput() {
        assertThat(verdict(run(Cases.TWO_LAYER, 8.6e-4, Double.NaN, 1e-7f, 1e-3)))
                .isEqualTo(
                        "two-layer has a loss of 8.6e-4, but it trained too few steps to show that its estimate follows the input.");
    }

    @Test
    void aLossThatIsNotFiniteHasDiverged() {
        assertThat(verdict(run(Cases.TWO_LAYER, Double.NaN, Double.NaN, Float.NaN, Double.NaN)))
                .isEqualTo("two-layer diverged: its loss is no longer a finite number.");
    }

    @Test
    void aStoppedRunIsNotJudged() {
        Run stopped = new Run(
                Cases.TWO_LAYER, 7, 0.3, false, 0, TWO_LAYER.firstLayer(), new float[16], TWO_LAYER.evaluations(), 1);

        assertThat(verdict(stopped)).isEqualTo("two-layer was stopped at step 7 of 10,000.");
    }
}
