package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;

/** Units of a layer with the same weights in and out: they get the same gradient, and stay one unit many times over. */
public final class SymmetryRule implements Rule {
    /** Units that are copies of their neighbour: all of them, or one in a hundred may differ by rounding. */
    private static final double COPIES = 0.01;

    /** A network that learns this well has no need of the units that are copies. */
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
                        mended ? 0.97 : 0.8,
                        before.layer(),
                        before.weights() == 0 ? "all weights start at 0" : "all units start with the same weights",
                        "of %d units %.0f%% differ from their neighbour at the start and %.0f%% after %d steps%s"
                                .formatted(
                                        before.units(),
                                        100 * before.different(),
                                        100 * after,
                                        examination.steps(),
                                        mended ? "; with weights drawn at random the network learns" : ""),
                        twin.map(m -> m.evidence(Map.of("different after", after)))
                                .orElse(Map.of("different after", after)))
                .withParameter(before.parameter()));
    }

    /** An output layer may start anywhere: its units have labels of their own. */
    private static boolean hidden(Examination examination, LayerState layer) {
        return !examination.architecture().layer(layer.layer()).output();
    }
}
