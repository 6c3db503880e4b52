package org.gradientflow.diagnosis.remedy;

import java.util.ArrayList;
import java.util.List;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Which changes are worth a trial, by cause; the smallest and likeliest first. */
public record Remedies(Subject subject, TrainingData data, List<MultiDataSet> sample) {
    private static final double[] DOWN = {0.1, 0.01, 0.001, 1e-4};
    /** Remedies of each cause that are tried together with another cause's. */
    private static final int EACH = 2;

    private static final double[] UP = {10, 100, 1_000, 1e4, 1e5};

    /** The remedies for a cause. */
    public List<Remedy> of(Cause cause) {
        List<Remedy> remedies = new ArrayList<>();
        switch (cause) {
            case VANISHING -> {
                remedies.addAll(InitialRemedies.weights(subject));
                remedies.addAll(InitialRemedies.withBias(subject));
                remedies.addAll(InitialRemedies.activations(subject));
            }
            case DEAD_RELU, SYMMETRY, SATURATION -> {
                remedies.addAll(InitialRemedies.weights(subject));
                remedies.addAll(InitialRemedies.withBias(subject));
            }
            case EXPLODING -> {
                remedies.addAll(InitialRemedies.weights(subject));
                remedies.addAll(StepRemedies.rates(subject, DOWN[0], DOWN[1]));
                remedies.add(StepRemedies.clipped());
            }
            case RATE_TOO_HIGH -> {
                remedies.addAll(StepRemedies.turned(subject));
                remedies.addAll(StepRemedies.rates(subject, DOWN));
                remedies.add(StepRemedies.clipped());
                remedies.addAll(StepRemedies.updaters());
            }
            case MINIBATCH_AVERAGING -> remedies.add(StepRemedies.averaging(subject));
            case RATE_TOO_LOW -> {
                remedies.addAll(StepRemedies.rates(subject, UP));
                remedies.addAll(StepRemedies.updaters());
            }
            case NON_FINITE_PARAMETERS -> remedies.addAll(InitialRemedies.weights(subject));
            case NON_FINITE_DATA -> DataRemedies.finiteRows(data).ifPresent(remedies::add);
            case UNSCALED_INPUT -> remedies.addAll(DataRemedies.standardisedFeatures(subject, data));
            case UNSCALED_LABELS -> remedies.add(DataRemedies.standardisedLabels(subject, data));
            case OUTPUT_ACTIVATION, WRONG_LOSS, UNUSED_OUTPUTS -> remedies.addAll(OutputRemedies.of(subject, sample));
            case OVER_CLIPPED -> {
                remedies.add(StepRemedies.withoutClipping());
                remedies.add(StepRemedies.clipped());
            }
            case OVER_REGULARISED -> remedies.add(StepRemedies.withoutRegularisation());
            case FROZEN -> remedies.addAll(StepRemedies.thawed(subject));
            case CLASS_IMBALANCE -> DataRemedies.balancedClasses(data).ifPresent(remedies::add);
            case REDUNDANT_ACTIVATION -> remedies.addAll(OutputRemedies.withoutRedundantActivation(subject));
            case MISSING_ACTIVATION -> remedies.add(InitialRemedies.activationsAdded());
            case LAYER_ORDER -> remedies.add(StepRemedies.withoutRegularisation());
            case WRONG_LABELS -> DataRemedies.zeroAndOne(data).ifPresent(remedies::add);
            case TOO_SMALL, NO_SIGNAL_LABELS, NON_FINITE_LAYER, TABLE -> {
                // Labels, layers of one's own and the size of the network are the user's to change.
            }
        }
        return remedies;
    }

    /** The remedies that are tried when nothing was found, or the remedies for what was found do not help. */
    public List<Remedy> generic() {
        List<Remedy> remedies = new ArrayList<>(InitialRemedies.weights(subject));
        remedies.addAll(StepRemedies.rates(subject, 10, 0.1, 100, 0.01));
        remedies.addAll(StepRemedies.updaters());
        remedies.addAll(InitialRemedies.activations(subject));
        remedies.addAll(DataRemedies.standardisedFeatures(subject, data));
        return remedies;
    }

    /** The first remedies of two causes, both at once. */
    public List<Remedy> of(Cause first, Cause second) {
        return of(first).stream()
                .limit(EACH)
                .flatMap(one -> of(second).stream()
                        .limit(EACH)
                        .filter(two -> !one.setsUpdater() || !two.setsUpdater())
                        .map(one::and))
                .toList();
    }

    /** A remedy that helps too little, with each of several second ones. */
    public List<Remedy> with(Remedy first) {
        List<Remedy> remedies = new ArrayList<>(StepRemedies.rates(subject, 10, 0.1, 0.01, 100));
        remedies.add(StepRemedies.updaters().get(0));
        remedies.add(StepRemedies.clipped());
        remedies.addAll(DataRemedies.standardisedWhereFar(subject, data));
        return remedies.stream()
                .filter(second -> !first.change().contains(second.change()))
                .filter(second -> !first.setsUpdater() || !second.setsUpdater())
                .map(first::and)
                .toList();
    }
}
