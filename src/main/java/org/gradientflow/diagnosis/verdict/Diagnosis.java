package org.gradientflow.diagnosis.verdict;

import java.util.List;
import java.util.Optional;

/** What the doctor says: healthy, sick, poor or inconclusive, with what was found. */
public sealed interface Diagnosis {
    /**
     * What was found, the likeliest cause first.
     *
     * @return never null; for a healthy network notes and warnings at most
     */
    List<Finding> findings();

    /**
     * The verdict, as programs read it.
     *
     * @return {@code healthy}, {@code sick}, {@code poor} or {@code inconclusive}
     */
    String verdict();

    /**
     * Why this verdict, in one line.
     *
     * @return a sentence
     */
    String reason();

    /**
     * The likeliest cause.
     *
     * @return the first finding, if there is one
     */
    default Optional<Finding> first() {
        return findings().stream().findFirst();
    }

    /**
     * The network learns, and nothing that was found keeps it from it.
     *
     * @param findings notes and warnings
     * @param reason why, in one line
     */
    record Healthy(List<Finding> findings, String reason) implements Diagnosis {
        /**
         * Checks and copies.
         *
         * @param findings notes and warnings
         * @param reason why, in one line
         * @throws IllegalArgumentException when a finding is severe
         */
        public Healthy {
            findings = List.copyOf(findings);
            if (findings.stream().anyMatch(finding -> finding.severity() == Severity.SEVERE)) {
                throw new IllegalArgumentException("a healthy network has no severe finding, not " + findings);
            }
        }

        @Override
        public String verdict() {
            return "healthy";
        }
    }

    /**
     * The network does not learn as it could, and the first finding shows why.
     *
     * @param findings at least one, the likeliest cause first
     * @param reason why, in one line
     */
    record Sick(List<Finding> findings, String reason) implements Diagnosis {
        /**
         * Checks and copies.
         *
         * @param findings at least one, the likeliest cause first
         * @param reason why, in one line
         * @throws IllegalArgumentException when the first finding is not severe
         */
        public Sick {
            findings = List.copyOf(findings);
            if (findings.isEmpty() || findings.get(0).severity() != Severity.SEVERE) {
                throw new IllegalArgumentException("a sick network's first finding is severe: " + findings);
            }
        }

        @Override
        public String verdict() {
            return "sick";
        }
    }

    /**
     * The network learns, but a cheap change, tried on a copy, clearly does better.
     *
     * @param findings at least one, the change that does better first
     * @param reason why, in one line
     */
    record Poor(List<Finding> findings, String reason) implements Diagnosis {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException without a finding, or when one is severe
         */
        public Poor {
            findings = List.copyOf(findings);
            if (findings.isEmpty() || findings.stream().anyMatch(finding -> finding.severity() == Severity.SEVERE)) {
                throw new IllegalArgumentException(
                        "a network that learns poorly has findings, none of them severe, not " + findings);
            }
        }

        @Override
        public String verdict() {
            return "poor";
        }
    }

    /**
     * Neither can be shown: too little data, too few steps, or a loss that falls too slowly to tell.
     *
     * @param findings what was found nevertheless
     * @param reason what is missing, in one line
     */
    record Inconclusive(List<Finding> findings, String reason) implements Diagnosis {
        /**
         * Copies.
         *
         * @param findings what was found nevertheless
         * @param reason what is missing, in one line
         */
        public Inconclusive {
            findings = List.copyOf(findings);
        }

        @Override
        public String verdict() {
            return "inconclusive";
        }
    }
}
