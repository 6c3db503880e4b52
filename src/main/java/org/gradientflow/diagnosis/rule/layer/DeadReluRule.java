package org.gradientflow.diagnosis.rule.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.SchemeName;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.InitialScale;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Most units of a layer output 0 for every row at the start: no gradient passes through them. */
public final class DeadReluRule implements Rule {
    /** Share of dead units. Half of a healthy layer's units can be dead on one-sided inputs. Fitted on the first half of the model collection. */
    public static final double MOSTLY_DEAD = 0.75;

    /** Small weights that shrink the signal by this much bring it near the end of float32, where it is rounded to 0: that is vanishing. */
    private static final double UNDERFLOW = 1e-15;

    /** A smaller share of the reference's variation is lost in float32's rounding: 2^-24, with a margin for layers of many units. */
    private static final double SEEN = 1e-3;

    /**
     * Weights below this share of the reference's let the biases decide which units are on: then only a layer without a live unit is
     * dead. Chosen, not fitted.
     */
    private static final double SMALL_WEIGHTS = 0.1;

    /**
     * A rectifier without an exact 0 (GELU, swish, softplus, ELU) is shut when it passes less than this share of the variation that
     * the reference passes. Chosen, not fitted.
     */
    private static final double SHUT = 0.01;

    /** Slope of a rectifier far below zero, at most: an ELU's at -30 is e^-30. */
    private static final double FLAT = 1e-3;

    /** Slope of a rectifier above zero, at least: a ReLU's is 1, a softplus's at 2 is 0.88. */
    private static final double OPEN = 0.5;

    /** A network with more skill than this learns in spite of a dead layer: half of what can be learned. */
    private static final double LEARNS = 0.5;

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
        return Math.abs(slopes[0]) < FLAT && slopes[1] > OPEN;
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
        boolean closed = share == 1 && examination.skillAfter() < LEARNS;
        Map<String, Double> evidence = Map.of("dead share", share, "units", (double) layer.units());
        return Finding.ofLayer(
                        Cause.DEAD_RELU,
                        mended || closed ? Severity.SEVERE : Severity.WARNING,
                        TrialConfidence.of(twin, mended),
                        layer.layer(),
                        "Before the first step, %s of the %s units of layer %s have the same output for every row."
                                .formatted(Numbers.percent(share), Numbers.count(layer.units()), layer.layer()),
                        mended
                                ? twin.get()
                                        .says(
                                                "With %s and biases of 0".formatted(SchemeName.of(examination)),
                                                examination.steps())
                                : "No gradient passes through such a unit.",
                        twin.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter());
    }
}
