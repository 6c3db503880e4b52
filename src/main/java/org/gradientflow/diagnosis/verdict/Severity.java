package org.gradientflow.diagnosis.verdict;

/** How much a finding weighs. In this order, so that they compare. */
public enum Severity {
    /** Worth knowing; does no harm here. */
    NOTE,
    /** Costs something, or is the consequence of another finding. */
    WARNING,
    /** Reason enough for the network not to learn. */
    SEVERE
}
