package org.gradientflow.report.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.Layer;
import org.gradientflow.report.data.RunData;
import org.gradientflow.report.data.Series;
import org.gradientflow.storage.RunSummary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static RunData saved;

    @BeforeAll
    static void read() throws IOException {
        saved = RunData.read(SavedRun.folder());
    }

    private static Claim claim(RunData run, String about) {
        List<Claim> found = Stream.concat(Claims.ofTheOriginal(run).stream(), Claims.notInTheOriginal(run).stream())
                .filter(claim -> claim.sentence().contains(about))
                .toList();
        assertThat(found).as(about).hasSize(1);
        return found.get(0);
    }

    /** A case as it would be with another outcome. */
    private static CaseData outcome(
            Experiment experiment, int steps, double loss, double slope, double gradientStd, double moved) {
        CaseData like = saved.find(Cases.THREE_LAYER_XAVIER).orElseThrow();
        RunSummary.Case summary = new RunSummary.Case(
                experiment.name(),
                experiment.seed(),
                steps,
                loss,
                loss < 0.01,
                slope,
                new FirstLayerFlow.Figures(gradientStd, 1, moved, 1),
                1,
                experiment);
        return changed(like, summary, like.moved());
    }

    private static CaseData changed(CaseData one, RunSummary.Case summary, Series moved) {
        return changed(one, summary, moved, one.movedRelative());
    }

    private static CaseData changed(CaseData one, RunSummary.Case summary, Series moved, Series movedRelative) {
        return new CaseData(
                summary,
                one.every(),
                one.firstStep(),
                one.sampled(),
                one.weights(),
                one.gradients(),
                one.layers(),
                one.movedFrom(),
                moved,
                movedRelative,
                one.changed(),
                one.silentUnits(),
                one.loss(),
                one.inputs(),
                one.estimates());
    }

    private static RunData run(CaseData... cases) {
        return new RunData(List.of(cases), saved.provenance());
    }

    private static RunData without(Experiment experiment) {
        List<CaseData> cases = new ArrayList<>(saved.cases());
        cases.removeIf(one -> one.name().equals(experiment.name()));
        return new RunData(cases, saved.provenance());
    }

    @Test
    void theSavedRunSupportsTheClaimsThatTensorFlowSupports() {
        assertThat(claim(saved, "1,000 times").verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim(saved, "0.005 against 0.000002").verdict()).isEqualTo(Verdict.PARTLY);
        assertThat(claim(saved, "0.005 against 0.000002").measured())
                .contains("The variances are", "another order of magnitude");
        // Over the first 1,000 steps Xavier's weights move further; only over 10,000 less.
        assertThat(claim(saved, "do not move as fast").verdict()).isEqualTo(Verdict.FALSE);
        assertThat(claim(saved, "dead units").verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim(saved, "weights move does not necessarily learn").verdict())
                .isEqualTo(Verdict.HOLDS);
    }

    @Test
    void aClaimIsNotJudgedIfTheRunLacksWhatItNeeds() {
        assertThat(claim(saved, "full auto-encoder").verdict()).isEqualTo(Verdict.ABSENT);
        assertThat(claim(saved, "full auto-encoder").measured())
                .isEqualTo(
                        "This claim needs batch-first-element and autoencoder trained for 10,000 steps or more, from step 0 on.");
        assertThat(claim(saved, "becomes a constant").verdict())
                .as("1,100 steps are not 10,000")
                .isEqualTo(Verdict.ABSENT);
        assertThat(claim(without(Cases.TWO_LAYER), "1,000 times").verdict()).isEqualTo(Verdict.ABSENT);
        assertThat(claim(without(Cases.THREE_LAYER), "dead units").verdict()).isEqualTo(Verdict.ABSENT);
        assertThat(claim(run(), "do not move as fast").verdict()).isEqualTo(Verdict.ABSENT);
    }

    @Test
    void theFactorOfTheGradientCanBeWrong() {
        CaseData two = outcome(Cases.TWO_LAYER, 1_001, 1, 0, 1e-3, 1);
        assertThat(claim(run(two, outcome(Cases.THREE_LAYER, 1_001, 1, 0, 1.1e-5, 1)), "1,000 times")
                        .verdict())
                .isEqualTo(Verdict.FALSE);
        assertThat(claim(run(two, outcome(Cases.THREE_LAYER, 1_001, 1, 0, 0.9e-5, 1)), "1,000 times")
                        .verdict())
                .isEqualTo(Verdict.HOLDS);
        assertThat(claim(run(two, outcome(Cases.THREE_LAYER, 1_001, 1, 0, Double.NaN, 1)), "1,000 times")
                        .verdict())
                .isEqualTo(Verdict.FALSE);
    }

    @Test
    void theVariancesCanBeRightAndWrong() {
        CaseData two = outcome(Cases.TWO_LAYER, 1_001, 1, 0, Math.sqrt(0.005), 1);
        CaseData three = outcome(Cases.THREE_LAYER, 1_001, 1, 0, Math.sqrt(0.000002), 1);
        assertThat(claim(run(two, three), "0.005 against").verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim(run(two, two(1)), "0.005 against").verdict()).isEqualTo(Verdict.FALSE);
    }

    private static CaseData two(double std) {
        return outcome(Cases.THREE_LAYER, 1_001, 1, 0, std, 1);
    }

    @Test
    void longRunsAreJudgedByTheirResult() {
        CaseData two = outcome(Cases.TWO_LAYER, 10_000, 8e-4, 0.995, 1e-3, 0.638);
        CaseData constant = outcome(Cases.THREE_LAYER, 10_000, 0.336, 0.001, 1e-6, 8e-5);
        CaseData follows = outcome(Cases.THREE_LAYER, 10_000, 1e-3, 0.99, 1e-6, 1);
        assertThat(claim(run(two, constant), "becomes a constant").verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim(run(two, constant), "becomes a constant").measured()).contains("slope 0.001, loss 0.34");
        assertThat(claim(run(two, follows), "becomes a constant").verdict()).isEqualTo(Verdict.FALSE);

        CaseData xavier = outcome(Cases.THREE_LAYER_XAVIER, 10_000, 5e-4, 0.996, 0.1, 0.178);
        assertThat(claim(run(xavier), "repair the").verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim(run(outcome(Cases.THREE_LAYER_XAVIER, 10_000, 0.3, 0, 0.1, 0.1)), "repair the")
                        .verdict())
                .isEqualTo(Verdict.FALSE);
    }

    @Test
    void movementUnderXavierIsJudgedAfter1000StepsAndAtTheEnd() {
        Series little = saved.find(Cases.TWO_LAYER).orElseThrow().moved();
        CaseData xavier = outcome(Cases.THREE_LAYER_XAVIER, 10_000, 5e-4, 0.996, 0.1, 0.178);
        UnaryOperator<CaseData> slow = one -> changed(one, one.summary(), little);

        CaseData further = slow.apply(outcome(Cases.TWO_LAYER, 10_000, 8e-4, 0.995, 1e-3, 0.638));
        CaseData less = slow.apply(outcome(Cases.TWO_LAYER, 10_000, 8e-4, 0.995, 1e-3, 0.1));

        assertThat(claim(run(further, xavier), "do not move as fast").verdict()).isEqualTo(Verdict.PARTLY);
        assertThat(claim(run(further, xavier), "do not move as fast").measured())
                .contains("0.28 times as far");
        assertThat(claim(run(less, xavier), "do not move as fast").verdict()).isEqualTo(Verdict.FALSE);
        assertThat(claim(run(outcome(Cases.TWO_LAYER, 10_000, 8e-4, 1, 1, 1), slow.apply(xavier)), "as fast")
                        .verdict())
                .isEqualTo(Verdict.HOLDS);
    }

    @Test
    void theAutoencoderAndAdamCanHelpOrNot() {
        CaseData first = outcome(Cases.BATCH_FIRST_ELEMENT, 10_000, 5.9e-4, 1, 0.119, 0.1);
        CaseData all = outcome(Cases.AUTOENCODER, 10_000, 2.7e-6, 1, 0.535, 0.2);
        assertThat(claim(run(first, all), "full auto-encoder").verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim(run(first, all), "full auto-encoder").measured())
                .contains("219 times smaller", "a sum over 32 rows", "4.5 times the standard deviation");
        assertThat(claim(run(first, outcome(Cases.AUTOENCODER, 10_000, 1e-3, 1, 1, 1)), "full auto-encoder")
                        .verdict())
                .isEqualTo(Verdict.FALSE);

        CaseData sgd = outcome(Cases.THREE_LAYER_XAVIER, 10_000, 5.7e-4, 1, 0.1, 0.1);
        assertThat(claim(run(sgd, outcome(Cases.THREE_LAYER_XAVIER_ADAM, 10_000, 1e-4, 1, 1, 1)), "Adam improves")
                        .verdict())
                .isEqualTo(Verdict.HOLDS);
        assertThat(claim(run(sgd, outcome(Cases.THREE_LAYER_XAVIER_ADAM, 10_000, 1e-3, 1, 1, 1)), "Adam improves")
                        .verdict())
                .isEqualTo(Verdict.FALSE);
        assertThat(claim(run(outcome(Cases.THREE_LAYER_ADAM, 10_000, 0.33, 0, 1, 1)), "some seeds")
                        .measured())
                .contains("does not train");
    }

    @Test
    void aChangedCaseDoesNotCountAsTheOriginal() {
        CaseData faster = outcome(Cases.TWO_LAYER.withLearningRate(0.1), 1_001, 1, 0, 1e-3, 1);
        CaseData longer = outcome(Cases.TWO_LAYER.withSteps(20_000).withSeed(7), 1_001, 1, 0, 1e-3, 1);
        CaseData three = outcome(Cases.THREE_LAYER, 1_001, 1, 0, 1e-6, 1);
        assertThat(claim(run(faster, three), "1,000 times").verdict()).isEqualTo(Verdict.ABSENT);
        assertThat(claim(run(longer, three), "1,000 times").verdict()).isEqualTo(Verdict.HOLDS);
    }

    private static CaseData silent(int units) {
        CaseData three = saved.find(Cases.THREE_LAYER).orElseThrow();
        return new CaseData(
                three.summary(),
                three.every(),
                three.firstStep(),
                three.sampled(),
                three.weights(),
                three.gradients(),
                three.layers(),
                three.movedFrom(),
                three.moved(),
                three.movedRelative(),
                three.changed(),
                units,
                three.loss(),
                three.inputs(),
                three.estimates());
    }

    @Test
    void unitsAreDeadIfMoreOfThemAreSilentThanByChance() {
        assertThat(claim(run(silent(8)), "dead units").verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim(run(silent(9)), "dead units").verdict()).isEqualTo(Verdict.FALSE);
        assertThat(claim(run(silent(15)), "dead units").verdict()).isEqualTo(Verdict.FALSE);
    }

    @Test
    void deadUnitsAreNotJudgedByTooFewRecordedSteps() {
        Claim few = claim(run(recordedEvery(21)), "dead units");
        assertThat(few.verdict()).isEqualTo(Verdict.ABSENT);
        assertThat(few.measured())
                .startsWith(
                        "This claim needs 50 or more recorded steps up to step 1,000, and three-layer has 48, too few");
        assertThat(claim(run(recordedEvery(20)), "dead units").verdict()).isEqualTo(Verdict.HOLDS);
    }

    private static CaseData recordedEvery(int every) {
        CaseData three = silent(0);
        Layer first = three.first();
        double[] steps = IntStream.rangeClosed(0, 1_000 / every)
                .mapToDouble(i -> i * every)
                .toArray();
        List<Layer> layers = new ArrayList<>(three.layers());
        layers.set(
                0,
                new Layer(
                        first.name(),
                        first.fanIn(),
                        first.initialSpread(),
                        first.gradientSpread(),
                        first.error(),
                        new Series(steps, new double[steps.length])));
        return recorded(three, every, three.firstStep(), three.sampled(), layers, three.movedFrom());
    }

    private static CaseData recorded(
            CaseData three, int every, int firstStep, boolean sampled, List<Layer> layers, int movedFrom) {
        return new CaseData(
                three.summary(),
                every,
                firstStep,
                sampled,
                three.weights(),
                three.gradients(),
                layers,
                movedFrom,
                three.moved(),
                three.movedRelative(),
                three.changed(),
                three.silentUnits(),
                three.loss(),
                three.inputs(),
                three.estimates());
    }

    /** The source of the least number of recorded steps. */
    @Test
    void fiftyStepsReachNearlyEveryLiveUnitAndOneStepReachesHalf() {
        Random random = new Random(1);
        double[] inputs = random.doubles(50, -1, 1).toArray();
        int draws = 100_000;
        int offAtOnce = 0;
        int missed = 0;
        for (int draw = 0; draw < draws; draw++) {
            double weight = random.nextGaussian();
            double bias = random.nextGaussian();
            offAtOnce += weight * random.nextDouble(-1, 1) + bias <= 0 ? 1 : 0;
            boolean met = Arrays.stream(inputs).anyMatch(input -> weight * input + bias > 0);
            missed += !met && bias > -Math.abs(weight) ? 1 : 0;
        }
        assertThat((double) offAtOnce / draws).isBetween(0.49, 0.51);
        assertThat((double) missed / draws).isLessThan(0.01);
    }

    @Test
    void aMissingRecordedStepIsNamedAsTheReason() {
        Series without = new Series(new double[] {0, 7, 994}, new double[] {0, 1, 2});
        CaseData two = outcome(Cases.TWO_LAYER, 1_100, 1, 0, 1e-3, 1);
        CaseData xavier = outcome(Cases.THREE_LAYER_XAVIER, 1_100, 1, 0, 1e-3, 1);
        Claim slower = claim(run(two, changed(xavier, xavier.summary(), without)), "do not move as fast");
        assertThat(slower.verdict()).isEqualTo(Verdict.ABSENT);
        assertThat(slower.measured())
                .isEqualTo(
                        "This claim needs a recorded step 1,000 with finite weights; train with an --every that divides 1,000.");

        Claim misleads = claim(
                run(changed(silent(0), silent(0).summary(), without, without)),
                "weights move does not necessarily learn");
        assertThat(misleads.verdict()).isEqualTo(Verdict.ABSENT);
        assertThat(misleads.measured()).startsWith("This claim needs a recorded step 300 ");
    }

    /** The source of the threshold. */
    @Test
    void aQuarterOfTheUnitsStartsOff() {
        Random random = new Random(1);
        int draws = 20_000;
        int manyOff = 0;
        int allOff = 0;
        for (int draw = 0; draw < draws; draw++) {
            int off = 0;
            for (int unit = 0; unit < 16; unit++) {
                off += random.nextGaussian() <= -Math.abs(random.nextGaussian()) ? 1 : 0;
            }
            allOff += off;
            manyOff += off > 8 ? 1 : 0;
        }
        assertThat(allOff / (16.0 * draws)).isBetween(0.245, 0.255);
        assertThat((double) manyOff / draws).isBetween(0.006, 0.009);
    }

    @Test
    void aResumedRunIsNotJudgedByItsMissingBeginning() {
        CaseData three = saved.find(Cases.THREE_LAYER).orElseThrow();
        CaseData resumed = recorded(three, 10, 500, false, three.layers(), 0);
        assertThat(claim(run(resumed), "dead units").verdict()).isEqualTo(Verdict.ABSENT);
    }
}
