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
import org.gradientflow.storage.SavedDiagnosis;
import org.gradientflow.training.RecentSteps;
import org.gradientflow.training.Run;
import org.gradientflow.training.Trainer;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    /** Evaluations at -1, ..., 1 whose estimate is a line of this slope. */
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

    private static String finding(SavedDiagnosis said) {
        return finding(said, 8e-4);
    }

    private static String finding(SavedDiagnosis said, double loss) {
        Run run = run(Cases.THREE_LAYER, loss, 0, 0, 3e-6);
        return new ResultTable(List.of(run), Map.of("three-layer", said))
                .finding(run)
                .orElse("");
    }

    private static SavedDiagnosis said(String verdict, String severity) {
        return new SavedDiagnosis(
                verdict,
                "nothing is wrong",
                "a fresh network",
                List.of(new SavedDiagnosis.Finding(
                        "vanishing",
                        severity,
                        "0",
                        0.9,
                        "It is too small.",
                        "It is 0.1.",
                        new TreeMap<>(Map.of("ratio", 0.1)))));
    }

    @Test
    void aSickNetworksFirstFindingIsSaidAndAHealthyOnesWarningOnly() {
        assertThat(finding(said("sick", "severe")))
                .isEqualTo("three-layer: vanishing in layer 0: It is too small. It is 0.1.");
        assertThat(finding(said("healthy", "warning")))
                .isEqualTo("three-layer: warning: vanishing in layer 0: It is too small. It is 0.1.");
        assertThat(finding(said("healthy", "note"))).isEmpty();
        assertThat(finding(said("inconclusive", "note"))).isEqualTo("three-layer: inconclusive: nothing is wrong");
    }

    @Test
    void aHealthyNetworkThatHasNotTrainedIsExplained() {
        assertThat(finding(said("healthy", "note"), 0.34))
                .isEqualTo("three-layer: healthy, though it has not trained here: nothing is wrong");
    }

    private static final Run TWO_LAYER = run(Cases.TWO_LAYER, 8e-4, 0.993, 1, 1.5e-3);

    @Test
    void aTrainedNetFollowsItsInput() {
        assertThat(verdict(TWO_LAYER)).isEqualTo("two-layer trained: its estimate follows the input (slope 0.993).");
    }

    @Test
    void aConstantEstimateIsComparedWithTheFirstCaseThatTrained() {
        assertThat(verdict(run(Cases.THREE_LAYER, 0.34, -0.001, 1e-7f, 3e-6), TWO_LAYER))
                .isEqualTo(
                        "three-layer did not train: its estimate is a constant, whatever the input; the gradient that"
                                + " reaches W:0 is 500 times smaller than in two-layer.");
        assertThat(verdict(run(Cases.THREE_LAYER, 0.34, -0.001, 1e-7f, 3e-6)))
                .isEqualTo("three-layer did not train: its estimate is a constant, whatever the input.");
    }

    /** The original's 10,000 steps are what the cases are known by: the two-layer net has a plateau of 2,000 and more. */
    @Test
    void aConstantEstimateAfterFewerStepsThanTheOriginalsMayStillChange() {
        assertThat(verdict(run(Cases.TWO_LAYER.withSteps(1_000), 0.34, 0.001, 1e-7f, 1.5e-3)))
                .isEqualTo("two-layer has not trained so far, within 1,000 steps: its estimate is still a constant.");
        assertThat(verdict(run(Cases.THREE_LAYER.withSteps(9_999), 0.34, 0.001, 1e-7f, 3e-6), TWO_LAYER))
                .isEqualTo("three-layer has not trained so far, within 9,999 steps: its estimate is still a constant;"
                        + " the gradient that reaches W:0 is 500 times smaller than in two-layer.");
        assertThat(verdict(run(Cases.TWO_LAYER.withSteps(20_000), 0.34, 0.001, 1e-7f, 1.5e-3)))
                .isEqualTo("two-layer did not train: its estimate is a constant, whatever the input.");
    }

    @Test
    void aGradientThatIsNotMuchWeakerExplainsNothing() {
        for (double gradient : new double[] {1.5e-3, 1, 0, Double.NaN}) {
            assertThat(verdict(run(Cases.THREE_LAYER, 0.34, 0, 0, gradient), TWO_LAYER))
                    .isEqualTo("three-layer did not train: its estimate is a constant, whatever the input.");
        }
    }

    @Test
    void anEstimateThatMovesIsNoConstantHoweverSmallItsSlopeInTraining() {
        assertThat(verdict(run(Cases.THREE_LAYER, 0.31, 0.03, 0.05f, 3e-6), TWO_LAYER))
                .isEqualTo("three-layer has not trained within 10,000 steps: its loss is still 0.31.");
    }

    @Test
    void aSmallLossByLuckIsNotCalledFollowingTheInput() {
        assertThat(verdict(run(Cases.TWO_LAYER, 8.6e-4, Double.NaN, 1e-7f, 1e-3)))
                .isEqualTo(
                        "two-layer has a loss of 0.00086, but too few steps tell whether its estimate follows the input.");
    }

    @Test
    void aLossThatIsNotFiniteHasDiverged() {
        assertThat(verdict(run(Cases.TWO_LAYER, Double.NaN, Double.NaN, Float.NaN, Double.NaN)))
                .isEqualTo("two-layer diverged: its loss is no longer a finite number.");
    }

    @Test
    void aStoppedRunIsJudgedByNothing() {
        Run stopped = new Run(
                Cases.TWO_LAYER, 7, 0.3, false, 0, TWO_LAYER.firstLayer(), new float[16], TWO_LAYER.evaluations(), 1);

        assertThat(verdict(stopped)).isEqualTo("two-layer was stopped at step 7 of 10,000.");
    }
}
