package org.gradientflow.diagnosis.rule;

import java.util.List;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Finding;

/** One thing to look for. A rule is stateless, and names its thresholds and where they come from. */
public interface Rule {
    /**
     * Looks for it.
     *
     * @param examination everything that was measured, and that can be
     * @return what was found; empty when nothing was, or when what the rule needs can't be measured on this network
     */
    List<Finding> examine(Examination examination);
}
