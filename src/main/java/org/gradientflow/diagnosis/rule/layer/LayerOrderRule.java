package org.gradientflow.diagnosis.rule.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;

/**
 * Dropout stands before batch normalisation. Dropout makes the variance larger while the network trains and not when it is used, so the
 * variance that batch normalisation remembers is wrong when it is used (Li et al., "Understanding the Disharmony between Dropout and
 * Batch Normalization by Variance Shift", 2019).
 */
public final class LayerOrderRule implements Rule {
    private static final String NORMALISATION = "BatchNormalization";

    @Override
    public List<Finding> examine(Examination examination) {
        Architecture architecture = examination.architecture();
        Optional<LayerFacts> normalisation = architecture.layers().stream()
                .filter(layer -> layer.kind().equals(NORMALISATION))
                .filter(layer -> dropout(architecture, layer).findAny().isPresent())
                .findFirst();
        if (normalisation.isEmpty()) {
            return List.of();
        }
        Set<String> names = architecture.layers().stream()
                .filter(layer -> layer.kind().equals(NORMALISATION))
                .flatMap(layer -> dropout(architecture, layer))
                .map(LayerFacts::name)
                .collect(Collectors.toSet());
        Optional<TrialComparison> without = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.WITHOUT_DROPOUT_BEFORE_NORMALISATION,
                        () -> examination.subject().variant(names, Changes.withoutRegularisation())));
        boolean mended = without.map(examination::counts).orElse(false);
        return List.of(Finding.ofLayer(
                Cause.LAYER_ORDER,
                mended ? Severity.SEVERE : Severity.NOTE,
                TrialConfidence.of(without, mended),
                normalisation.get().name(),
                "Dropout stands before the batch normalisation of layer %s."
                        .formatted(normalisation.get().name()),
                mended
                        ? without.get().says("Without that dropout", examination.steps())
                        : "Dropout after batch normalisation leaves the remembered variance right.",
                without.map(trial -> trial.evidence(Map.of())).orElse(Map.of())));
    }

    /** The layers right before a normalisation that drop some of what it normalises; it may drop it itself, too. */
    private static Stream<LayerFacts> dropout(Architecture architecture, LayerFacts normalisation) {
        return architecture.layers().stream()
                .filter(layer -> layer.name().equals(normalisation.name())
                        || normalisation.inputs().contains(layer.name())
                                && layer.kind().equals("DropoutLayer"))
                .filter(layer -> layer.dropout() != 1);
    }
}
