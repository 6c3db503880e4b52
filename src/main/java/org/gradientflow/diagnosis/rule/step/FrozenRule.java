package org.gradientflow.diagnosis.rule.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Some layers are frozen: a frozen layer, a learning rate of 0, or the {@code NoOp} updater (which outside of a frozen layer
 * subtracts the gradient itself, as a learning rate of 1 would). A trial shows whether they keep the network from learning.
 */
public final class FrozenRule implements Rule {
    /** The updater of the trial where no layer has one that learns: Kingma and Ba's default (2015). */
    private static final IUpdater USUAL = new Adam(1e-3);

    /** A network with more skill than this learns in spite of its frozen layers: half of what can be learned. */
    private static final double LEARNS = 0.5;

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
                mended || all && examination.skillAfter() < LEARNS ? Severity.SEVERE : Severity.NOTE,
                all && !mended ? Confidence.CERTAIN : TrialConfidence.of(thawed, mended),
                layer,
                all
                        ? "All layers are frozen."
                        : "%d of the %d layers with parameters are frozen.".formatted(still.size(), layers.size()),
                thawed.map(m -> m.says("With all layers unfrozen", examination.steps()))
                        .orElse("Training with all layers unfrozen was not tried."),
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
