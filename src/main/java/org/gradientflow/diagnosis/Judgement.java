package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.data.ClassImbalanceRule;
import org.gradientflow.diagnosis.rule.data.NoSignalRule;
import org.gradientflow.diagnosis.rule.data.NonFiniteDataRule;
import org.gradientflow.diagnosis.rule.data.TableRule;
import org.gradientflow.diagnosis.rule.data.UnscaledDataRule;
import org.gradientflow.diagnosis.rule.data.UnscaledInputRule;
import org.gradientflow.diagnosis.rule.data.UnscaledLabelsRule;
import org.gradientflow.diagnosis.rule.data.WrongLabelsRule;
import org.gradientflow.diagnosis.rule.layer.DeadReluRule;
import org.gradientflow.diagnosis.rule.layer.ExplodingRule;
import org.gradientflow.diagnosis.rule.layer.LayerOrderRule;
import org.gradientflow.diagnosis.rule.layer.MissingActivationRule;
import org.gradientflow.diagnosis.rule.layer.NonFiniteLayerRule;
import org.gradientflow.diagnosis.rule.layer.NonFiniteParametersRule;
import org.gradientflow.diagnosis.rule.layer.SaturationRule;
import org.gradientflow.diagnosis.rule.layer.SymmetryRule;
import org.gradientflow.diagnosis.rule.layer.TooSmallRule;
import org.gradientflow.diagnosis.rule.layer.VanishingRule;
import org.gradientflow.diagnosis.rule.output.OutputActivationRule;
import org.gradientflow.diagnosis.rule.output.RedundantActivationRule;
import org.gradientflow.diagnosis.rule.output.UnusedOutputsRule;
import org.gradientflow.diagnosis.rule.output.WrongLossRule;
import org.gradientflow.diagnosis.rule.step.BetterChangeRule;
import org.gradientflow.diagnosis.rule.step.FrozenRule;
import org.gradientflow.diagnosis.rule.step.MinibatchAveragingRule;
import org.gradientflow.diagnosis.rule.step.NegativeRateRule;
import org.gradientflow.diagnosis.rule.step.OverClippedRule;
import org.gradientflow.diagnosis.rule.step.OverRegularisedRule;
import org.gradientflow.diagnosis.rule.step.RateTooHighRule;
import org.gradientflow.diagnosis.rule.step.RateTooLowRule;
import org.gradientflow.diagnosis.trial.ContinuedTraining;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.Refusal;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** From findings to a verdict. Rules come in the order of causes before their symptoms; the first that shows its cause decides. */
final class Judgement {
    /** Rules that look before anything is trained; where one finds something, a training would show nothing. */
    private static final List<Rule> BEFORE_TRAINING = List.of(
            new NonFiniteDataRule(), new WrongLabelsRule(), new NonFiniteParametersRule(), new NegativeRateRule());

    /** Rules that are asked of every network. */
    private static final List<Rule> AT_ONCE = List.of(
            new WrongLossRule(),
            new OutputActivationRule(),
            new UnusedOutputsRule(),
            new ClassImbalanceRule(),
            new NoSignalRule(),
            new NonFiniteLayerRule(),
            new TableRule());

    /** Rules that trials decide, causes before their consequences. */
    private static final List<Rule> BY_TRIAL = List.of(
            new FrozenRule(),
            new SymmetryRule(),
            new RedundantActivationRule(),
            new UnscaledInputRule(),
            new UnscaledLabelsRule(),
            new UnscaledDataRule(),
            new OverClippedRule(),
            new LayerOrderRule(),
            new OverRegularisedRule(),
            new DeadReluRule(),
            new SaturationRule(),
            new ExplodingRule(),
            new VanishingRule(),
            new MinibatchAveragingRule(),
            new RateTooHighRule(),
            new RateTooLowRule(),
            new MissingActivationRule(),
            new TooSmallRule());

    /** A network that has this share of what can be learned needs no trials. */
    private static final double LEARNS_WELL = 0.9;

    private Judgement() {}

    static Diagnosis of(Examination examination) {
        List<Finding> findings = new ArrayList<>();
        BEFORE_TRAINING.forEach(rule -> findings.addAll(rule.examine(examination)));
        List<String> gaps = new ArrayList<>();
        if (findings.isEmpty()) {
            // Outside of any rule: data that does not fit the network is the caller's mistake.
            double after = examination.skillAfter();
            run(AT_ONCE, examination, findings, gaps);
            if (!severe(findings) && !(after >= LEARNS_WELL)) {
                run(BY_TRIAL, examination, findings, gaps);
            }
        }
        if (!severe(findings) && examination.outOfTime()) {
            gaps.add("the time of %d s was over before every change was tried".formatted(examination.budget()));
        }
        // Rules come in order of precedence, and sorting is stable.
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        if (severe(findings)) {
            return sick(findings);
        }
        return learns(examination, findings, gaps.isEmpty() ? "" : "; " + String.join("; ", gaps));
    }

    private static void run(List<Rule> rules, Examination examination, List<Finding> findings, List<String> gaps) {
        Examination asked = examination;
        for (Rule rule : rules) {
            try {
                findings.addAll(rule.examine(asked));
            } catch (RuntimeException thrown) {
                if (!Refusal.is(thrown)) {
                    throw thrown;
                }
                // The other rules still can.
                gaps.add("the check " + rule.getClass().getSimpleName() + " failed: " + thrown.getMessage());
            }
            if (severe(findings)) {
                asked = examination.withoutNewTrials();
            }
        }
    }

    private static Diagnosis sick(List<Finding> findings) {
        Finding first = findings.get(0);
        return new Diagnosis.Sick(findings, first.cause().meaning() + ". " + first.symptom());
    }

    private static boolean severe(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.SEVERE);
    }

    private static Diagnosis learns(Examination examination, List<Finding> findings, String gaps) {
        double after = examination.skillAfter();
        List<Finding> better = after >= ContinuedTraining.LEARNS && after < LEARNS_WELL
                ? new BetterChangeRule().examine(examination)
                : List.of();
        if (!better.isEmpty()) {
            findings.addAll(0, better);
            return new Diagnosis.Poor(
                    findings,
                    "after %s steps it has learned %s of what can be learned beyond a constant output, and when it is trained on it stays behind. %s"
                                    .formatted(
                                            Numbers.count(examination.steps()),
                                            Numbers.percent(after),
                                            better.get(0).explanation())
                            + gaps);
        }
        if (after >= ContinuedTraining.LEARNS) {
            return new Diagnosis.Healthy(
                    findings,
                    "after %s steps it has learned %s of what can be learned beyond a constant output"
                                    .formatted(Numbers.count(examination.steps()), Numbers.percent(after))
                            + gaps);
        }
        ContinuedTraining continued = examination.continuedTraining();
        if (continued.learns()) {
            return new Diagnosis.Healthy(
                    findings,
                    (continued.grows()
                                    ? "it is leaving a plateau: after %s steps the first layer's weights have moved by their own norm"
                                            .formatted(Numbers.count(continued.steps()))
                                    : "it starts slowly: after %s steps it has learned %s of what can be learned beyond a constant output"
                                            .formatted(
                                                    Numbers.count(continued.steps()),
                                                    Numbers.percent(continued.skill())))
                            + gaps);
        }
        if (!findings.isEmpty() && findings.get(0).severity() == Severity.WARNING) {
            // Nothing that was tried made it learn, but this much is wrong.
            findings.set(0, findings.get(0).withSeverity(Severity.SEVERE));
            return sick(findings);
        }
        return new Diagnosis.Inconclusive(
                findings,
                "it does not learn in %s steps, and no change that was tried makes it learn"
                                .formatted(Numbers.count(continued.steps()))
                        + gaps);
    }
}
