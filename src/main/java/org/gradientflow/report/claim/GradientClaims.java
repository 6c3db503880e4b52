package org.gradientflow.report.claim;

import static org.gradientflow.model.Numbers.text;

import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.Layer;
import org.gradientflow.report.data.RunData;

/** Claims about the gradient that reaches the first layer. */
final class GradientClaims {
    /** Two numbers have the same order of magnitude if they differ by at most this factor. */
    private static final double ORDER = 10;

    /**
     * Units count as dead if more than this share has no gradient. If weights and biases are drawn alike around 0, a quarter of
     * the units starts off for every input between -1 and 1, because the bias is below minus the weight's magnitude. Among 16
     * units, more than half start so with a probability of 0.7%.
     */
    private static final double MOST_SILENT = 0.5;

    /**
     * Fewer recorded steps say nothing about dead units: in one step half of the units are off because of the input's sign.
     * Among the units above, about one in πn is on for some inputs but in none of n steps: with 50 steps, fewer than 1%.
     */
    private static final int LEAST_RECORDED = 50;

    /** The factor that the answer names. */
    private static final double SMALLER = 1_000;

    /** The numbers that the answer names, and calls variances. */
    private static final double TWO_LAYER = 0.005;

    private static final double THREE_LAYER = 0.000002;
    private static final int STEPS = FirstLayerFlow.POOLED_STEPS;
    private static final Experiment[] PAIR = {Cases.TWO_LAYER, Cases.THREE_LAYER};

    private GradientClaims() {}

    static Claim thousandTimes(RunData run) {
        String sentence = "The first layer's gradient is about 1,000 times smaller with the middle layer.";
        return Needs.find(run, STEPS, PAIR)
                .map(pair -> {
                    double ratio = spread(pair.get(0)) / spread(pair.get(1));
                    return new Claim(
                            sentence,
                            near(ratio, SMALLER) ? Verdict.HOLDS : Verdict.FALSE,
                            "Its standard deviation over steps 0 to 1,000 is %s in two-layer and %s in three-layer, %s: %s order of magnitude."
                                    .formatted(
                                            text(spread(pair.get(0))),
                                            text(spread(pair.get(1))),
                                            Claim.smaller(ratio),
                                            near(ratio, SMALLER) ? "the claimed" : "another"));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(STEPS, PAIR)));
    }

    static Claim variances(RunData run) {
        String sentence = "The variances of that gradient are 0.005 against 0.000002.";
        return Needs.find(run, STEPS, PAIR)
                .map(pair -> {
                    double two = spread(pair.get(0));
                    double three = spread(pair.get(1));
                    boolean asSpread = near(two, TWO_LAYER) && near(three, THREE_LAYER);
                    boolean asVariance = near(two * two, TWO_LAYER) && near(three * three, THREE_LAYER);
                    return new Claim(
                            sentence,
                            asVariance ? Verdict.HOLDS : asSpread ? Verdict.PARTLY : Verdict.FALSE,
                            "The standard deviations are %s and %s: %s order of magnitude. The variances are %s and %s: %s order of magnitude."
                                    .formatted(
                                            text(two),
                                            text(three),
                                            asSpread ? "the claimed" : "another",
                                            text(two * two),
                                            text(three * three),
                                            asVariance ? "the claimed" : "another"));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(STEPS, PAIR)));
    }

    static Claim notDyingUnits(RunData run) {
        String sentence = "The cause is not dead units: each layer passes on too little of the gradient.";
        return Needs.find(run, STEPS, Cases.THREE_LAYER)
                .filter(cases -> cases.get(0).layers().size() > 2)
                .map(cases -> {
                    CaseData three = cases.get(0);
                    int recorded = three.first().gradientOverSteps().steps().length;
                    if (recorded < LEAST_RECORDED) {
                        return Claim.absent(
                                sentence,
                                "%s or more recorded steps up to step 1,000, and three-layer has %s, too few to tell dead units from live ones; train with a smaller --every"
                                        .formatted(LEAST_RECORDED, recorded));
                    }
                    int units = three.summary().experiment().hidden().get(0);
                    String xavier = run.find(Cases.THREE_LAYER_XAVIER)
                            .filter(one -> one.layers().size() > 2)
                            .map(one -> ", in three-layer-xavier " + text(gain(one)))
                            .orElse("");
                    return new Claim(
                            sentence,
                            three.silentUnits() <= MOST_SILENT * units && gain(three) < 1 / ORDER
                                    ? Verdict.HOLDS
                                    : Verdict.FALSE,
                            "In three-layer, %s of the first layer's %s units got a gradient in the recorded steps up to step 1,000. The middle layer passes on about √(n/2)·σ = %s of the gradient%s."
                                    .formatted(units - three.silentUnits(), units, text(gain(three)), xavier));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(STEPS, Cases.THREE_LAYER)));
    }

    /** The factor by which a ReLU layer with n inputs and weights of standard deviation sigma multiplies a signal. */
    private static double gain(CaseData one) {
        Layer middle = one.layers().get(1);
        return Math.sqrt(middle.fanIn() / 2.0) * middle.initialSpread();
    }

    private static double spread(CaseData one) {
        return one.summary().firstLayer().gradientStd();
    }

    private static boolean near(double value, double named) {
        return value <= named * ORDER && value >= named / ORDER;
    }
}
