package org.gradientflow.diagnosis.rule.step;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Iterations;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.learning.config.IUpdater;

/** A learning rate is negative: each update makes the loss larger. */
public final class NegativeRateRule implements Rule {
    private static final String EXPLANATION =
            "An update with a negative learning rate follows the gradient upwards, so that the loss grows.";

    @Override
    public List<Finding> examine(Examination examination) {
        List<LayerFacts> negative = examination.architecture().withParameters().stream()
                .filter(layer -> layer.updating().learningRate() < 0)
                .toList();
        if (negative.isEmpty()) {
            return biases(examination);
        }
        LayerFacts first = negative.get(0);
        double rate = first.updating().learningRate();
        boolean all =
                negative.size() == examination.architecture().withParameters().size();
        return List.of(Finding.ofLayer(
                Cause.RATE_TOO_HIGH,
                Severity.SEVERE,
                Confidence.CERTAIN,
                all ? Finding.ALL_LAYERS : first.name(),
                "The learning rate is %s, which is negative.".formatted(Numbers.plain(rate)),
                EXPLANATION,
                Map.of("learning rate", rate)));
    }

    /** Biases may have an updater of their own. */
    private static List<Finding> biases(Examination examination) {
        List<String> names = examination.subject().names();
        for (int i = 0; i < names.size(); i++) {
            BaseLayer layer =
                    Changes.inner(examination.subject().layers().get(i).conf().getLayer());
            IUpdater updater = layer == null ? null : layer.getBiasUpdater();
            double rate = updater == null || !updater.hasLearningRate()
                    ? 0
                    : updater.getLearningRate(
                            Iterations.of(examination.subject().model()), 0);
            if (rate < 0) {
                return List.of(Finding.ofLayer(
                        Cause.RATE_TOO_HIGH,
                        Severity.SEVERE,
                        Confidence.CERTAIN,
                        names.get(i),
                        "The learning rate of the biases is %s, which is negative.".formatted(Numbers.plain(rate)),
                        EXPLANATION,
                        Map.of("learning rate", rate)));
            }
        }
        return List.of();
    }
}
