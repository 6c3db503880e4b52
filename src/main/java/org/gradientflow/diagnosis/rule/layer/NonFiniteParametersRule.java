package org.gradientflow.diagnosis.rule.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The initial parameters contain NaN or infinity: training spreads them, and never removes them. */
public final class NonFiniteParametersRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        Map<String, INDArray> table = examination.subject().model().paramTable();
        List<Finding> findings = new ArrayList<>();
        for (LayerFacts layer : examination.architecture().withParameters()) {
            for (String key : layer.parameters()) {
                long values = notFinite(table.get(key));
                if (values > 0) {
                    findings.add(finding(layer, key, values));
                    break; // a layer once
                }
            }
        }
        return findings;
    }

    private static Finding finding(LayerFacts layer, String key, long values) {
        return new Finding(
                Cause.NON_FINITE_PARAMETERS,
                "Before training, %s of the values of parameter %s %s NaN or infinite."
                        .formatted(Numbers.count(values), key, values == 1 ? "is" : "are"),
                Severity.SEVERE,
                layer.name(),
                Optional.of(key),
                Confidence.CERTAIN,
                new TreeMap<>(Map.of("values", (double) values)),
                "Training does not repair such a value. A network that was saved after it diverged has many such values.");
    }

    private static long notFinite(INDArray parameter) {
        return Arrays.stream(Doubles.of(parameter))
                .filter(value -> !Double.isFinite(value))
                .count();
    }
}
