package org.gradientflow.diagnosis.trial;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradientflow.model.Numbers;

/**
 * Whether one change makes the difference: the same copy, the same batches, as many steps.
 *
 * @param without skill after training as the network is, at least 0
 * @param with skill after training with the change
 * @param made steps of the training with the change, which may end early; 0 where they are all that were asked for
 */
public record TrialComparison(double without, double with, int made) {
    /**
     * The network's skill is at most this share of the changed copy's. Fitted on the first half of the model
     * collection, whose sick networks reach at most 0.6 of their healthy counterpart's; two seeds of a healthy network differ by less than
     * a tenth.
     */
    private static final double SHARE = 0.67;

    /** Less of a gain than this is no learning, only a better constant. */
    private static final double LEAST = 0.05;

    private static final double HALF = 0.5;

    /** Two seeds of a healthy network differ by less than a tenth: see {@link #SHARE}. */
    private static final double AS_GOOD = 0.9;

    /** A comparison of trainings of the same length. */
    public TrialComparison(double without, double with) {
        this(without, with, 0);
    }

    public static Optional<TrialComparison> of(Examination examination, Optional<Trial> trial) {
        return trial.map(after ->
                new TrialComparison(Math.max(0, examination.skillAfter()), after.after(), after.losses().length));
    }

    /** Compares with a copy whose initial weights have the scale that its activations need. */
    public static Optional<TrialComparison> byReferenceInitialisation(Examination examination) {
        return of(
                examination,
                examination.trial(
                        TrialChange.Kind.REFERENCE_INITIALISATION,
                        () -> examination.reference().copy()));
    }

    /** Whether the change makes a network learn that did not, or hardly. */
    public boolean works() {
        return with - without >= LEAST && without <= SHARE * with;
    }

    /**
     * Whether the change makes twice the difference: asked where nothing but the trial speaks for the cause, as few networks
     * train at the very best rate.
     */
    public boolean doubles() {
        return works() && without <= HALF * with;
    }

    /**
     * Whether the change helps so much that what is plainly wrong at the start counts as the cause, though the network learns something:
     * half of what was left to learn.
     */
    public boolean helps() {
        return works() || with - without >= LEAST && 1 - with <= HALF * (1 - without);
    }

    /** The skill that counts as no worse than the changed copy's. */
    public double asGood() {
        return AS_GOOD * with;
    }

    /**
     * What the change did, for better or worse.
     *
     * @param change the beginning of the sentence, for example {@code With He initialisation}
     * @param steps of either training
     * @return a sentence
     */
    public String says(String change, int steps) {
        if (!Double.isFinite(with)) {
            return change + ", the loss becomes NaN or infinite.";
        }
        return made == 0 || made == steps
                ? "%s, a copy of the network reaches a skill of %s in %s steps; the unchanged network reaches %s."
                        .formatted(change, Numbers.text(with), Numbers.count(steps), Numbers.text(without))
                : "%s, a copy of the network reaches a skill of %s in %s steps; the unchanged network reaches %s in %s."
                        .formatted(
                                change,
                                Numbers.text(with),
                                Numbers.count(made),
                                Numbers.text(without),
                                Numbers.count(steps));
    }

    public Map<String, Double> evidence(Map<String, Double> more) {
        Map<String, Double> evidence = new TreeMap<>(more);
        putFinite(evidence, "skill", without);
        putFinite(evidence, "skill with the change", with);
        return evidence;
    }

    /** A loss that is no number has no skill that could be compared. */
    public static void putFinite(Map<String, Double> evidence, String name, double skill) {
        if (Double.isFinite(skill)) {
            evidence.put(name, skill);
        }
    }
}
