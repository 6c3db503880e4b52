package org.gradientflow.diagnosis.zoo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All that one judge said, against what is known.
 *
 * @param judge name of the judge
 * @param cases in the zoo's order
 */
public record Verdicts(String judge, List<Case> cases) {
    /**
     * A patient and the answer.
     *
     * @param patient that was judged
     * @param answer empty when held for healthy, or not sure
     */
    public record Case(Patient patient, Optional<Answer> answer) {
        boolean sick() {
            return patient.disease().isPresent();
        }

        boolean causeRight() {
            return answer.map(Answer::cause).equals(patient.disease());
        }

        boolean layerRight() {
            return answer.flatMap(Answer::layer)
                    .filter(patient.layers()::contains)
                    .isPresent();
        }
    }

    /**
     * Of the sick.
     *
     * @return share that was held for sick, whatever the cause
     */
    public double detection() {
        return share(Case::sick, c -> c.answer().isPresent());
    }

    /**
     * Of the sick.
     *
     * @return share whose cause was named right
     */
    public double causeRight() {
        return share(Case::sick, Case::causeRight);
    }

    /**
     * Of the sick whose cause was named right.
     *
     * @return share whose layer was, too; NaN where none is
     */
    public double layerRight() {
        return share(c -> c.sick() && c.causeRight(), Case::layerRight);
    }

    /**
     * Of the healthy.
     *
     * @return share that was held for sick
     */
    public double falseAlarms() {
        return share(c -> !c.sick(), c -> c.answer().isPresent());
    }

    /**
     * By disease.
     *
     * @return the same judge's cases, for each cause
     */
    public Map<String, Verdicts> byDisease() {
        Map<String, Verdicts> diseases = new TreeMap<>();
        cases.stream()
                .flatMap(c -> c.patient().disease().stream())
                .distinct()
                .forEach(cause -> diseases.put(
                        cause,
                        new Verdicts(
                                judge,
                                cases.stream()
                                        .filter(c -> c.patient().disease().equals(Optional.of(cause)))
                                        .toList())));
        return diseases;
    }

    /**
     * What went wrong.
     *
     * @return the cases whose cause was not named right, and the false alarms
     */
    public List<Case> mistakes() {
        return cases.stream().filter(c -> !c.causeRight()).toList();
    }

    private double share(Predicate<Case> among, Predicate<Case> with) {
        long all = cases.stream().filter(among).count();
        return cases.stream().filter(among.and(with)).count() / (double) all;
    }
}
