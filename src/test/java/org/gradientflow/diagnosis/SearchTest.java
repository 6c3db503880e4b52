package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.remedy.PairedTrials;
import org.gradientflow.diagnosis.remedy.Remedy;
import org.gradientflow.diagnosis.remedy.RemedyTrials;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** On a network that learns at another rate alone. */
class SearchTest {
    private static final int SEEDS = 3;
    private static final double WELL = 0.02;

    /** Learns something, but not half of it. */
    private static final double LITTLE = 0.0011;

    private final MultiLayerNetwork still =
            SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(0)));
    private final PairedTrials pairs =
            new PairedTrials(Subject.of(still), TrainingData.of(SmallClassifier.data()), 16, 60);
    private final List<String> tried = new ArrayList<>();

    private Search search(BooleanSupplier more) {
        return new Search(pairs, SEEDS, more);
    }

    private Remedy rate(String name, double rate) {
        Remedy remedy = Remedy.of(name, "", Changes.inside(layer -> layer.setIUpdater(new Adam(rate))));
        return new Remedy(
                name,
                "",
                remedy.layers(),
                false,
                (subject, rows) -> tried.add(name),
                remedy.data(),
                remedy.comparable(),
                false);
    }

    private static List<String> names(List<RemedyTrials> tried) {
        return tried.stream().map(one -> one.remedy().change()).toList();
    }

    @Test
    void whatHelpsIsTriedOnAllSeedsAndWhatDoesNotOnce() {
        Search search = search(() -> true);
        search.stage(List.of(rate("none", 0), rate("well", WELL)));

        assertThat(tried).containsExactly("none", "well", "well", "well");
        assertThat(names(search.verified())).containsExactly("well");
        assertThat(search.verified().get(0).with()).hasSize(SEEDS);
        assertThat(search.satisfied()).isTrue();
    }

    @Test
    void aLittleHelpIsVerifiedButNotEnough() {
        Search search = search(() -> true);
        search.stage(List.of(rate("little", LITTLE)));

        assertThat(names(search.verified())).containsExactly("little");
        assertThat(search.verified().get(0).skill()).isLessThan(0.45);
        assertThat(search.satisfied()).isFalse();
    }

    @Test
    void nothingIsTriedTwice() {
        Search search = search(() -> true);
        search.stage(List.of(rate("none", 0), rate("none", 0)));
        search.stage(List.of(rate("none", 0)));

        assertThat(tried).containsExactly("none");
        assertThat(search.verified()).isEmpty();
        assertThat(search.satisfied()).isFalse();
    }

    @Test
    void threeThatGivePlentyEndAStage() {
        Search search = search(() -> true);
        search.stage(
                List.of(rate("little", LITTLE), rate("a", WELL), rate("b", WELL), rate("c", WELL), rate("d", WELL)));

        assertThat(tried.subList(0, 4)).containsExactly("little", "a", "b", "c");
        assertThat(tried).doesNotContain("d");
        assertThat(names(search.verified())).containsExactly("a", "b", "c");
    }

    @Test
    void theBestComeFirstAndOfEquallyGoodOnesTheFirst() {
        Search search = search(() -> true);
        search.stage(List.of(rate("little", LITTLE)));
        search.stage(List.of(rate("less", LITTLE / 2), rate("one", WELL), rate("other", WELL * 1.05)));

        assertThat(names(search.verified())).startsWith("one", "other", "little");
        assertThat(search.farthest(2)).extracting(Remedy::change).containsExactlyInAnyOrder("one", "other");
        assertThat(search.farthest(9)).extracting(Remedy::change).endsWith("little", "less");
    }

    @Test
    void nothingBeginsWithoutABudget() {
        Search search = search(() -> false);
        search.stage(List.of(rate("well", WELL)));

        assertThat(tried).isEmpty();
        assertThat(search.verified()).isEmpty();
    }

    @Test
    void whatCouldNotBeTriedOnAllSeedsIsNotVerified() {
        AtomicInteger left = new AtomicInteger(SEEDS - 1);
        Search search = search(() -> left.getAndDecrement() > 0);
        search.stage(List.of(rate("well", WELL)));

        assertThat(tried).containsExactly("well", "well");
        assertThat(search.verified()).isEmpty();
        assertThat(search.farthest(1)).hasSize(1);
    }

    private List<RemedyTrials> searched(SearchPlan plan, Diagnosis diagnosis, List<Integer> told) {
        return Search.of(
                Subject.of(still),
                plan.on(TrainingData.of(SmallClassifier.data()))
                        .batch(16)
                        .steps(60)
                        .seeds(SEEDS)
                        .progress((done, of) -> told.add(done)),
                diagnosis);
    }

    @Test
    void withoutTimeNothingIsTrained() {
        List<Integer> told = new ArrayList<>();

        assertThat(searched(
                        SearchPlan.USUAL.trainings(9).time(Duration.ofNanos(1)),
                        SmallRegression.sick(Cause.FROZEN),
                        told))
                .isEmpty();
        assertThat(told).contains(0).endsWith(9).containsOnly(0, 9);
    }

    @Test
    void withoutEndOfTimeTheBudgetOfTrainingsIsSpent() {
        List<Integer> told = new ArrayList<>();

        searched(
                SearchPlan.USUAL.trainings(4).time(ChronoUnit.FOREVER.getDuration()),
                SmallRegression.sick(Cause.RATE_TOO_LOW),
                told);

        assertThat(told).contains(2);
    }

    @Test
    void anInterruptEndsIt() {
        List<Integer> told = new ArrayList<>();
        boolean interrupted;
        Thread.currentThread().interrupt();
        try {
            assertThat(searched(SearchPlan.USUAL.trainings(9), SmallRegression.sick(Cause.FROZEN), told))
                    .isEmpty();
        } finally {
            interrupted = Thread.interrupted();
        }
        assertThat(interrupted).as("still to be seen by the caller").isTrue();
        assertThat(told).contains(0).containsOnly(0, 9);
    }

    @Test
    void aHealthyNetworkIsTreatedForItsWarningsOnly() {
        List<Integer> told = new ArrayList<>();

        assertThat(searched(SearchPlan.USUAL.trainings(9), new Diagnosis.Healthy(List.of(), "it learns"), told))
                .isEmpty();
        assertThat(told).as("nothing was trained").containsExactly(9);
    }

    @Test
    void aWarningsCureIsTriedAndANotesIsNot() {
        for (Severity severity : List.of(Severity.NOTE, Severity.WARNING)) {
            List<Integer> told = new ArrayList<>();
            List<Finding> findings = List.of(
                    Finding.ofAll(Cause.FROZEN, severity, Confidence.CERTAIN, "it does not move", "frozen", Map.of()));

            searched(SearchPlan.USUAL.trainings(2), new Diagnosis.Healthy(findings, "it learns"), told);

            assertThat(told.contains(0)).as(severity.toString()).isEqualTo(severity == Severity.WARNING);
        }
    }
}
