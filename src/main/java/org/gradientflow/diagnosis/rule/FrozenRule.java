package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Layers that may not change, or are not meant to: DL4J's {@code NoOp} updater outside of a frozen layer takes the gradient
 * itself for the step, as a rate of 1 would. Where none may, nothing is learned; where some may not, a trial shows whether they are in the way.
 */
public final class FrozenRule implements Rule {
    /** For a network without any updater of its own: the usual default (Kingma and Ba, 2015). */
    private static final IUpdater USUAL = new Adam(1e-3);

    @Override
    public List<Finding> examine(Examination examination) {
        List<LayerFacts> layers = examination.architecture().withParameters();
        List<LayerFacts> still =
                layers.stream().filter(layer -> !layer.learns()).toList();
        if (still.isEmpty()) {
            return List.of();
        }
        boolean all = still.size() == layers.size();
        Optional<TrialComparison> thawed = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.LAYERS_THAWED,
                        () -> examination.subject().variant(Changes.thawed(updater(examination)))));
        boolean mended = thawed.map(TrialComparison::works).orElse(false);
        Map<String, Double> evidence = Map.of("layers", (double) still.size());
        String layer = all ? Finding.ALL_LAYERS : still.get(still.size() - 1).name();
        return List.of(Finding.ofLayer(
                Cause.FROZEN,
                mended || all && examination.skillAfter() < 0.5 ? Severity.SEVERE : Severity.NOTE,
                mended ? 0.97 : all ? 0.9 : 0.5,
                layer,
                all ? "no layer may change" : "%d of %d layers may not change".formatted(still.size(), layers.size()),
                thawed.map(m -> m.says("set free,", examination.steps())).orElse("what it does set free was not tried"),
                thawed.map(m -> m.evidence(evidence)).orElse(evidence)));
    }

    private static IUpdater updater(Examination examination) {
        return examination.subject().layers().stream()
                .map(layer -> Changes.inner(layer.conf().getLayer()))
                .filter(layer -> layer != null && !Changes.still(layer.getIUpdater()))
                .map(BaseLayer::getIUpdater)
                .findFirst()
                .orElse(USUAL);
    }
}
