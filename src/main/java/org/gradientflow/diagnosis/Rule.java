package org.gradientflow.diagnosis;

import java.util.List;

/** One thing to look for. A rule is stateless, and names its thresholds and where they come from. */
interface Rule {
    /**
     * Looks for it.
     *
     * @param examination everything that was measured, and that can be
     * @return what was found; empty when nothing was, or when what the rule needs can't be measured on this network
     */
    List<Finding> examine(Examination examination);
}
