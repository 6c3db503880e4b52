package org.gradientflow.diagnosis.rule.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The features or labels contain NaN or infinity: one such value is enough to make every weight NaN. */
public final class NonFiniteDataRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        List<Finding> findings = new ArrayList<>();
        look("features", examination.data().features(), findings);
        look("labels", examination.data().labels(), findings);
        return findings;
    }

    private static void look(String what, List<INDArray> arrays, List<Finding> findings) {
        long bad = 0;
        long firstRow = -1;
        long all = 0;
        for (INDArray array : arrays) {
            all += array.length();
            INDArray flat = array.dup('c').reshape('c', array.size(0), array.length() / array.size(0));
            for (long row = 0; row < flat.size(0); row++) {
                for (long column = 0; column < flat.size(1); column++) {
                    if (!Double.isFinite(flat.getDouble(row, column))) {
                        bad++;
                        firstRow = firstRow < 0 ? row : firstRow;
                    }
                }
            }
        }
        if (bad > 0) {
            findings.add(Finding.ofAll(
                    Cause.NON_FINITE_DATA,
                    Severity.SEVERE,
                    Confidence.CERTAIN,
                    "%s of the %s %s NaN or infinite.".formatted(Numbers.count(bad), what, bad == 1 ? "is" : "are"),
                    "The first such value is in row %s, counted from 0. One such value makes every weight that it reaches NaN."
                            .formatted(Numbers.count(firstRow)),
                    Map.of("values", (double) bad, "share", bad / (double) all, "first row", (double) firstRow)));
        }
    }
}
