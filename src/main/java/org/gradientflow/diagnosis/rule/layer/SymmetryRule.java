package org.gradientflow.diagnosis.rule.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.SchemeName;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** The units of a layer have the same weights: they get the same gradient, and stay copies of each other. */
public final class SymmetryRule implements Rule {
    /** Share of units that differ from their neighbour, at most: one in a hundred may differ by rounding. */
    private static final double COPIES = 0.01;

    /** A network with this skill learns in spite of the copies; as Judgement's bound for a network that learns well. */
    private static final double LEARNS_WELL = 0.9;

    @Override
    public List<Finding> examine(Examination examination) {
        Optional<LayerState> copies = examination.initialLayers().stream()
                .filter(layer -> layer.units() > 1 && layer.different() <= COPIES)
                .filter(layer -> hidden(examination, layer))
                .findFirst();
        if (copies.isEmpty()) {
            return List.of();
        }
        LayerState before = copies.get();
        double after = examination.trainedLayers().stream()
                .filter(layer -> layer.layer().equals(before.layer()))
                .mapToDouble(LayerState::different)
                .findFirst()
                .orElse(1);
        Optional<TrialComparison> twin = TrialComparison.byReferenceInitialisation(examination);
        boolean mended = twin.map(TrialComparison::works).orElse(false);
        boolean stays = after <= COPIES && examination.skillAfter() < LEARNS_WELL;
        return List.of(Finding.ofLayer(
                        Cause.SYMMETRY,
                        mended || stays ? Severity.SEVERE : Severity.NOTE,
                        TrialConfidence.of(twin, mended),
                        before.layer(),
                        "All %s of layer %s start %s."
                                .formatted(
                                        before.weights() == 0 ? "weights" : "units",
                                        before.layer(),
                                        before.weights() == 0 ? "at 0" : "with the same weights"),
                        "At the start, %s of the %s units differ from the next unit; after %s steps, %s do.%s"
                                .formatted(
                                        Numbers.percent(before.different()),
                                        Numbers.count(before.units()),
                                        Numbers.count(examination.steps()),
                                        Numbers.percent(after),
                                        mended
                                                ? " "
                                                        + twin.get()
                                                                .says(
                                                                        "With " + SchemeName.of(examination),
                                                                        examination.steps())
                                                : ""),
                        twin.map(m -> m.evidence(Map.of("different after", after)))
                                .orElse(Map.of("different after", after)))
                .withParameter(before.parameter()));
    }

    /** An output layer may start anywhere: its units have labels of their own. */
    private static boolean hidden(Examination examination, LayerState layer) {
        return !examination.architecture().layer(layer.layer()).output();
    }
}
