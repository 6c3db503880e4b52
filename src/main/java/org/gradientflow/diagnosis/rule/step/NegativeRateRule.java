package org.gradientflow.diagnosis.rule.step;

import java.util.List;
import java.util.Map;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;

/** A learning rate is negative: each update makes the loss larger. */
public final class NegativeRateRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        List<LayerFacts> negative = examination.architecture().withParameters().stream()
                .filter(layer -> layer.updating().leastRate() < 0)
                .toList();
        if (negative.isEmpty()) {
            return List.of();
        }
        LayerFacts first = negative.get(0);
        double rate = first.updating().leastRate();
        String whose = first.updating().learningRate() < 0 ? "" : " of the biases";
        boolean all =
                negative.size() == examination.architecture().withParameters().size();
        return List.of(Finding.ofLayer(
                Cause.RATE_TOO_HIGH,
                Severity.SEVERE,
                Confidence.CERTAIN,
                all ? Finding.ALL_LAYERS : first.name(),
                "The learning rate%s is %s, which is negative.".formatted(whose, Numbers.plain(rate)),
                "An update with a negative learning rate follows the gradient upwards, so that the loss grows.",
                Map.of("learning rate", rate)));
    }
}
