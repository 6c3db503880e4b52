package org.gradientflow.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.gradientflow.diagnosis.remedy.PairedTrials;
import org.gradientflow.diagnosis.remedy.Remedies;
import org.gradientflow.diagnosis.remedy.Remedy;
import org.gradientflow.diagnosis.remedy.RemedyTrials;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Subject;

/**
 * Looks for changes that help: each is tried once, the best of each stage on all seeds, and stages follow until one gives enough.
 * Single changes come first, pairs of changes when no single one gives enough.
 */
final class Search {
    /** A skill that is worth stopping for: half of what can be learned beyond the best constant. */
    static final double ENOUGH = 0.5;

    /** A skill beside which another candidate's can't be much better. */
    private static final double PLENTY = 0.8;

    /** So many of a stage's trials go on to all seeds. */
    private static final int FINALISTS = 3;

    /** Skills less than this share apart are the same; then the earlier candidate is preferred. */
    private static final double SAME = 0.9;

    /** Pairs of changes: the best so many single ones, each with every second one. */
    private static final int PAIRED = 2;

    private final PairedTrials pairs;
    private final int seeds;
    private final BooleanSupplier more;
    private final List<RemedyTrials> verified = new ArrayList<>();
    private final List<RemedyTrials> screened = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Search(PairedTrials pairs, int seeds, BooleanSupplier more) {
        this.pairs = pairs;
        this.seeds = seeds;
        this.more = more;
    }

    /**
     * Searches as planned.
     *
     * @param subject to be cured
     * @param plan with data
     * @param diagnosis whose causes' cures come first
     * @return what helped, the best first
     */
    static List<RemedyTrials> of(Subject subject, SearchPlan plan, Diagnosis diagnosis) {
        List<Cause> causes = diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .map(Finding::cause)
                .distinct()
                .toList();
        boolean hopeless = !causes.isEmpty() && causes.get(0) == Cause.NO_SIGNAL_LABELS;
        if (hopeless || !plan.data().trains(subject.model())) {
            return List.of();
        }
        long start = System.nanoTime();
        PairedTrials pairs = new PairedTrials(subject, plan.data(), plan.batch(), plan.steps());
        Search search = new Search(pairs, plan.seeds(), () -> {
            plan.progress().accept(pairs.trainings(), plan.trainings());
            // Most trials need one training, a seed's first needs two.
            return pairs.trainings() + 2 <= plan.trainings()
                    && Duration.ofNanos(System.nanoTime() - start).compareTo(plan.time()) < 0
                    && !Thread.currentThread().isInterrupted();
        });
        Remedies remedies = new Remedies(subject, plan.data(), pairs.sample());
        List<List<Remedy>> stages = new ArrayList<>();
        causes.forEach(cause -> stages.add(remedies.of(cause)));
        if (causes.size() > 1) {
            stages.add(remedies.of(causes.get(0), causes.get(1)));
        }
        boolean healthy = diagnosis instanceof Diagnosis.Healthy;
        if (!healthy) {
            stages.add(remedies.generic());
        }
        for (List<Remedy> stage : stages) {
            if (!search.satisfied()) {
                search.stage(stage);
            }
        }
        if (!healthy && !search.satisfied()) {
            search.stage(search.farthest(PAIRED).stream()
                    .flatMap(first -> remedies.with(first).stream())
                    .toList());
        }
        plan.progress().accept(plan.trainings(), plan.trainings());
        return search.verified();
    }

    /**
     * Tries a stage's changes.
     *
     * @param remedies the likeliest first; those that were tried before are left out
     */
    void stage(List<Remedy> remedies) {
        List<RemedyTrials> good = new ArrayList<>();
        for (Remedy remedy : remedies) {
            boolean found = good.stream().filter(one -> one.skill() >= PLENTY).count() == FINALISTS;
            if (!found && known.add(remedy.change()) && more.getAsBoolean()) {
                RemedyTrials tried = RemedyTrials.once(remedy, pairs, 1);
                screened.add(tried);
                if (tried.helped() == 1) {
                    good.add(tried);
                }
            }
        }
        inOrder(good).stream().limit(FINALISTS).forEach(this::verify);
    }

    private void verify(RemedyTrials first) {
        RemedyTrials tried = first;
        for (long seed = 2; seed <= seeds && tried.mayStillHelp(seeds); seed++) {
            if (!more.getAsBoolean()) {
                return;
            }
            tried = tried.again(pairs, seed);
        }
        if (tried.mayStillHelp(seeds) && tried.helpedMost()) {
            verified.add(tried);
        }
    }

    /** Whether something was found that gives enough. */
    boolean satisfied() {
        return verified.stream().anyMatch(tried -> tried.skill() >= ENOUGH);
    }

    /** The remedies with the highest skill in one trial, to which a second change is added. */
    List<Remedy> farthest(int number) {
        return screened.stream()
                .sorted(Comparator.comparingDouble(RemedyTrials::skill).reversed())
                .limit(number)
                .map(RemedyTrials::remedy)
                .toList();
    }

    /** The remedies that helped. */
    List<RemedyTrials> verified() {
        return inOrder(verified);
    }

    /** The best first; among those about as good, the order in which they were tried. */
    private static List<RemedyTrials> inOrder(List<RemedyTrials> tried) {
        double best = tried.stream().mapToDouble(RemedyTrials::skill).max().orElse(0);
        List<RemedyTrials> ordered = new ArrayList<>(
                tried.stream().filter(one -> one.skill() >= SAME * best).toList());
        tried.stream()
                .filter(one -> one.skill() < SAME * best)
                .sorted(Comparator.comparingDouble(RemedyTrials::skill).reversed())
                .forEach(ordered::add);
        return ordered;
    }
}
