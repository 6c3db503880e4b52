package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.InitialScale;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers most of whose units give 0 for every row at the start: no gradient passes through them. */
public final class DeadReluRule implements Rule {
    /** Half of the units of a healthy layer can be dead on one-sided inputs; three quarters leave too few. Fitted on the fitting half. */
    private static final double MOSTLY_DEAD = 0.75;

    /** Signals that small weights shrink by this much come near the end of float32, where they are rounded to 0: another fault. */
    private static final double UNDERFLOW = 1e-15;

    /** Less of the input's variation than this, against the twin, is lost in float32's rounding beside a constant. */
    private static final double SEEN = 1e-3;

    /** Weights this much smaller than fit leave it to the biases which units are on: only a layer without any is dead. */
    private static final double SMALL_WEIGHTS = 0.1;

    /**
     * A rectifier without an exact 0 (GELU, swish, softplus, ELU) is shut when so little of what varies before it gets through,
     * against the twin and its weights.
     */
    private static final double SHUT = 0.01;

    @Override
    public List<Finding> examine(Examination examination) {
        InitialScale scale = InitialScale.of(examination);
        double product = 1;
        double passed = 1;
        for (int i = 0; i < scale.layers().size(); i++) {
            LayerState layer = scale.layers().get(i);
            product *= scale.ratios().get(i);
            double spread =
                    layer.spread() / examination.referenceInitialLayers().get(i).spread();
            boolean shut =
                    passed > SEEN && spread <= SHUT * Math.min(1, scale.ratios().get(i)) * passed;
            passed = spread;
            if (product > UNDERFLOW
                    && rectifier(layer)
                    && (layer.dead() >= (product > SMALL_WEIGHTS ? MOSTLY_DEAD : 1) || shut)
                    && !examination.architecture().layer(layer.layer()).output()) {
                return List.of(finding(examination, layer, shut ? 1 : layer.dead()));
            }
        }
        return List.of();
    }

    /** Flat far below zero and open above it. */
    private static boolean rectifier(LayerState layer) {
        if (layer.activation() == null || layer.activation() instanceof ActivationSoftmax) {
            return false;
        }
        double[] slopes = slopes(layer.activation());
        return Math.abs(slopes[0]) < 1e-3 && slopes[1] > 0.5;
    }

    /** Far below zero, and above it, short of the upper end of a ReLU6. */
    private static double[] slopes(IActivation activation) {
        INDArray at = Nd4j.createFromArray(-31.0, -30.0, 2.0, 3.0).reshape(4, 1);
        INDArray out = activation.getActivation(at, false);
        return new double[] {out.getDouble(1) - out.getDouble(0), out.getDouble(3) - out.getDouble(2)};
    }

    private static Finding finding(Examination examination, LayerState layer, double share) {
        Optional<TrialComparison> twin = TrialComparison.byReferenceInitialisation(examination);
        boolean mended =
                twin.map(trial -> share == 1 ? trial.helps() : trial.works()).orElse(false);
        boolean closed = share == 1 && examination.skillAfter() < 0.5;
        Map<String, Double> evidence = Map.of("dead share", share, "units", (double) layer.units());
        return Finding.ofLayer(
                        Cause.DEAD_RELU,
                        mended || closed ? Severity.SEVERE : Severity.WARNING,
                        mended ? 0.97 : 0.7,
                        layer.layer(),
                        "%.0f%% of the layer's %d units give the same for every row before the first step"
                                .formatted(100 * share, layer.units()),
                        mended
                                ? twin.get().says("with weights of usual scale and biases of 0", examination.steps())
                                : "no gradient passes through such a unit",
                        twin.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter());
    }
}
