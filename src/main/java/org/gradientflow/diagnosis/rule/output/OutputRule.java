package org.gradientflow.diagnosis.rule.output;

import java.util.List;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Finding;

/** A rule about each output of the network on its own. */
public abstract class OutputRule implements Rule {
    @Override
    public final List<Finding> examine(Examination examination) {
        return examination.evaluationSet().outputs().stream()
                .map(head -> examine(examination, head))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Looks at one output.
     *
     * @param examination everything
     * @param head this output's labels and the bounds of its loss
     * @return what was found
     */
    protected abstract Optional<Finding> examine(Examination examination, OutputEvaluation head);

    public static boolean isOneOf(Object object, Class<?>... types) {
        for (Class<?> type : types) {
            if (type.isInstance(object)) {
                return true;
            }
        }
        return false;
    }
}
