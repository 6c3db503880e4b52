package org.gradientflow.report.claim;

import static org.gradientflow.model.Numbers.percent;
import static org.gradientflow.model.Numbers.text;
import static org.gradientflow.model.Numbers.times;

import java.util.List;
import java.util.Locale;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;

/** Claims about how far the first layer's weights move. */
final class MovementClaims {
    private static final int STEPS = FirstLayerFlow.POOLED_STEPS;

    /** By this step relative movement tells the cases apart, see {@link #HARDLY_MOVED}. */
    private static final int EARLY = 300;

    private static final double MOSTLY = 0.5;

    /** By step 300, TensorFlow's three-layer network has moved by 0.0005 of its initial norm, trained ones by 0.065 or more. */
    private static final double HARDLY_MOVED = 0.01;

    private static final Experiment[] PAIR = {Cases.TWO_LAYER, Cases.THREE_LAYER_XAVIER};

    private MovementClaims() {}

    static Claim xavierMovesSlower(RunData run) {
        String sentence = "With Xavier, the first layer's weights still do not move as fast as before.";
        return Needs.find(run, STEPS, PAIR)
                .map(pair -> {
                    if (!Double.isFinite(early(pair))) {
                        return Claim.absent(sentence, recorded(STEPS - 1));
                    }
                    boolean slowerEarly = early(pair) < 1;
                    String measured = "By step 1,000 they have moved by %s, and by %s in two-layer: %s as far."
                            .formatted(
                                    text(pair.get(1).moved().at(STEPS - 1)),
                                    text(pair.get(0).moved().at(STEPS - 1)),
                                    times(early(pair)));
                    if (Needs.find(run, Cases.STEPS, PAIR).isEmpty()) {
                        return new Claim(sentence, slowerEarly ? Verdict.HOLDS : Verdict.FALSE, measured);
                    }
                    boolean slowerLate = late(pair) < 1;
                    return new Claim(
                            sentence,
                            slowerEarly == slowerLate ? slowerLate ? Verdict.HOLDS : Verdict.FALSE : Verdict.PARTLY,
                            measured
                                    + String.format(
                                            Locale.ROOT,
                                            " By step %,d, the last, they have moved by %s, and by %s in two-layer: %s as far.",
                                            pair.get(1).summary().steps(),
                                            text(end(pair.get(1))),
                                            text(end(pair.get(0))),
                                            times(late(pair))));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(STEPS, PAIR)));
    }

    static Claim movementMisleads(RunData run) {
        String sentence = "A network whose weights move does not necessarily learn.";
        return Needs.find(run, EARLY + 1, Cases.THREE_LAYER)
                .map(cases -> cases.get(0))
                .map(three -> {
                    if (!Double.isFinite(three.movedRelative().at(EARLY))) {
                        return Claim.absent(sentence, recorded(EARLY));
                    }
                    boolean moves = three.changed() > MOSTLY;
                    boolean hardly = three.movedRelative().at(EARLY) < HARDLY_MOVED;
                    StringBuilder others = new StringBuilder();
                    for (Experiment other : PAIR) {
                        run.find(other)
                                .map(one -> one.movedRelative().at(EARLY))
                                .filter(Double::isFinite)
                                .ifPresent(moved -> others.append(others.isEmpty() ? " (" : ", ")
                                        .append("%s by %s".formatted(other.name(), text(moved))));
                    }
                    return new Claim(
                            sentence,
                            moves && hardly ? Verdict.HOLDS : Verdict.FALSE,
                            "In three-layer, W:0 had changed at %s of the recorded steps (--every %s). By step 300 it had moved by %s of its initial norm%s. This movement distinguishes the networks."
                                    .formatted(
                                            percent(three.changed()),
                                            three.every(),
                                            text(three.movedRelative().at(EARLY)),
                                            others.isEmpty() ? "" : others.append(")")));
                })
                .orElseGet(() -> Claim.absent(sentence, Needs.words(EARLY + 1, Cases.THREE_LAYER)));
    }

    private static String recorded(int step) {
        return String.format(
                Locale.ROOT,
                "a recorded step %,d with finite weights; train with an --every that divides %,d",
                step,
                step);
    }

    private static double early(List<CaseData> pair) {
        return pair.get(1).moved().at(STEPS - 1) / pair.get(0).moved().at(STEPS - 1);
    }

    private static double late(List<CaseData> pair) {
        return end(pair.get(1)) / end(pair.get(0));
    }

    private static double end(CaseData one) {
        return one.summary().firstLayer().displacement();
    }
}
