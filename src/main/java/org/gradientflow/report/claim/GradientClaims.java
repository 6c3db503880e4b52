package org.gradientflow.report.claim;

import static org.gradientflow.model.Numbers.text;
import static org.gradientflow.model.Numbers.times;

import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.Layer;
import org.gradientflow.report.data.RunData;

/** Of the gradient that reaches the first layer. */
final class GradientClaims {
    /** "The same order of magnitude": at most so many times more or less. */
    private static final double ORDER = 10;

    /**
     * More units than this without a gradient have died. Of units whose weight and bias are drawn alike around 0, the fourth
     * part is born off for every input between -1 and 1 (the bias is below minus the weight's size): of 16, more than half with a
     * probability of 0.7%.
     */
    private static final double MOST_SILENT = 0.5;

    /**
     * Of fewer recorded steps the silent units tell nothing: in one step half of them are off, for the sign of its input. Of the
     * units above, about one in πn is on for some inputs and for none of n steps: after 50 less than one in a hundred.
     */
    private static final int LEAST_RECORDED = 50;

    /** The answer's factor. */
    private static final double SMALLER = 1_000;

    /** The answer's numbers, which it calls variances. */
    private static final double TWO_LAYER = 0.005;

    private static final double THREE_LAYER = 0.000002;
    private static final int STEPS = FirstLayerFlow.POOLED_STEPS;
    private static final Experiment[] PAIR = {Cases.TWO_LAYER, Cases.THREE_LAYER};

    private GradientClaims() {}

    static Claim thousandTimes(RunData run) {
        String sentence = "The first layer's gradient is about 1000 times smaller with the middle layer.";
        return Needs.find(run, STEPS, PAIR)
                .map(pair -> {
                    double ratio = spread(pair.get(0)) / spread(pair.get(1));
                    return new Claim(
                            sentence,
                            near(ratio, SMALLER) ? Verdict.HOLDS : Verdict.FALSE,
                            "Over steps 0 to 1,000 its standard deviation is %s in two-layer and %s in three-layer: %s smaller, %s."
                                    .formatted(
                                            text(spread(pair.get(0))),
                                            text(spread(pair.get(1))),
                                            times(ratio),
                                            near(ratio, SMALLER)
                                                    ? "which is that order of magnitude"
                                                    : "which is another order of magnitude"));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(STEPS, PAIR)));
    }

    static Claim variances(RunData run) {
        String sentence = "Its variance is 0.005 against 0.000002.";
        return Needs.find(run, STEPS, PAIR)
                .map(pair -> {
                    double two = spread(pair.get(0));
                    double three = spread(pair.get(1));
                    boolean asSpread = near(two, TWO_LAYER) && near(three, THREE_LAYER);
                    boolean asVariance = near(two * two, TWO_LAYER) && near(three * three, THREE_LAYER);
                    return new Claim(
                            sentence,
                            asVariance ? Verdict.HOLDS : asSpread ? Verdict.PARTLY : Verdict.FALSE,
                            "As a spread (standard deviation) it is %s against %s, %s. The variances are %s against %s, %s."
                                    .formatted(
                                            text(two),
                                            text(three),
                                            asSpread
                                                    ? "the named order of magnitude"
                                                    : "not the named order of magnitude",
                                            text(two * two),
                                            text(three * three),
                                            asVariance ? "the named order of magnitude" : "far from it"));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(STEPS, PAIR)));
    }

    static Claim notDyingUnits(RunData run) {
        String sentence = "It is not that units have died: each layer passes on too little.";
        return Needs.find(run, STEPS, Cases.THREE_LAYER)
                .filter(cases -> cases.get(0).layers().size() > 2)
                .map(cases -> {
                    CaseData three = cases.get(0);
                    int recorded = three.first().gradientOverSteps().steps().length;
                    if (recorded < LEAST_RECORDED) {
                        return Claim.absent(
                                sentence,
                                "%s or more recorded ones of steps 0 to 1,000, and three-layer has %s: in a few steps inputs miss living units too. Train with a smaller --every"
                                        .formatted(LEAST_RECORDED, recorded));
                    }
                    int units = three.summary().experiment().hidden().get(0);
                    String xavier = run.find(Cases.THREE_LAYER_XAVIER)
                            .filter(one -> one.layers().size() > 2)
                            .map(one -> " (three-layer-xavier: " + text(gain(one)) + ")")
                            .orElse("");
                    return new Claim(
                            sentence,
                            three.silentUnits() <= MOST_SILENT * units && gain(three) < 1 / ORDER
                                    ? Verdict.HOLDS
                                    : Verdict.FALSE,
                            "In three-layer %s of the first layer's %s units got a gradient within the recorded ones of steps 0 to 1,000, while its middle layer passes on about √(n/2)·σ = %s of what it gets%s."
                                    .formatted(units - three.silentUnits(), units, text(gain(three)), xavier));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(STEPS, Cases.THREE_LAYER)));
    }

    /** What a ReLU layer of n inputs and weights of deviation sigma makes of a signal. */
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
