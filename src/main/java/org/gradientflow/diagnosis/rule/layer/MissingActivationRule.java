package org.gradientflow.diagnosis.rule.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.nd4j.linalg.activations.Activation;

/** No hidden layer has an activation function: however many layers there are, together they are one linear layer. */
public final class MissingActivationRule implements Rule {
    /** Layers whose weights alone are linear. Others (recurrent, attention) have functions inside. */
    private static final Set<String> LINEAR = Set.of(
            "DenseLayer",
            "ConvolutionLayer",
            "Convolution1DLayer",
            "Convolution3D",
            "Deconvolution2D",
            "DepthwiseConvolution2D",
            "SeparableConvolution2D",
            "LocallyConnected2D",
            "LocallyConnected1D");

    @Override
    public List<Finding> examine(Examination examination) {
        List<LayerFacts> hidden = examination.architecture().layers().stream()
                .filter(layer -> !layer.output())
                .toList();
        List<LayerFacts> linear = hidden.stream()
                .filter(layer -> LINEAR.contains(layer.kind()) && !layer.bends())
                .toList();
        boolean others = hidden.stream()
                .anyMatch(layer -> layer.bends() || !layer.weights().isEmpty() && !LINEAR.contains(layer.kind()));
        if (linear.isEmpty() || others) {
            return List.of();
        }
        Set<String> names = linear.stream().map(LayerFacts::name).collect(Collectors.toSet());
        Optional<TrialComparison> bent = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.ACTIVATIONS_ADDED,
                        () -> examination
                                .subject()
                                .variant(names, Changes.activation(Activation.RELU.getActivationFunction()))));
        boolean mended = bent.map(examination::counts).orElse(false);
        return List.of(Finding.ofLayer(
                Cause.MISSING_ACTIVATION,
                mended ? Severity.SEVERE : Severity.NOTE,
                TrialConfidence.of(bent, mended),
                linear.get(0).name(),
                linear.size() == 1
                        ? "Layer %s, the only hidden layer, has the activation identity."
                                .formatted(linear.get(0).name())
                        : "All %d hidden layers have the activation identity.".formatted(linear.size()),
                mended
                        ? bent.get().says("With ReLU in the hidden layers", examination.steps())
                        : "Without activation functions, several layers are one linear function.",
                bent.map(trial -> trial.evidence(Map.of("layers", (double) linear.size())))
                        .orElse(Map.of())));
    }
}
