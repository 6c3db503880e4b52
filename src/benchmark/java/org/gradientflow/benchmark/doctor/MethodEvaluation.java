package org.gradientflow.benchmark.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.gradientflow.benchmark.models.BenchmarkModel;

/**
 * All answers of one method, compared with the known faults.
 *
 * @param method name of the method
 * @param cases in the collection's order
 */
public record MethodEvaluation(String method, List<Case> cases) {
    /**
     * A model and the answer.
     *
     * @param model that was examined
     * @param answer empty when the method finds no fault, or is not sure
     */
    public record Case(BenchmarkModel model, Optional<Answer> answer) {
        boolean faulty() {
            return model.fault().isPresent();
        }

        boolean causeRight() {
            return answer.map(Answer::cause).equals(model.fault());
        }

        boolean layerRight() {
            return answer.flatMap(Answer::layer)
                    .filter(model.layers()::contains)
                    .isPresent();
        }
    }

    /**
     * Share of the faulty models for which the method reports a fault, whatever the cause.
     *
     * @return from 0 to 1
     */
    public double detection() {
        return share(Case::faulty, c -> c.answer().isPresent());
    }

    /**
     * Share of the faulty models whose cause the method names.
     *
     * @return from 0 to 1
     */
    public double causeRight() {
        return share(Case::faulty, Case::causeRight);
    }

    /**
     * Share of the models with the right cause for which the method also names the layer.
     *
     * @return from 0 to 1; NaN when no cause is right
     */
    public double layerRight() {
        return share(c -> c.faulty() && c.causeRight(), Case::layerRight);
    }

    /**
     * Share of the healthy models for which the method reports a fault.
     *
     * @return from 0 to 1
     */
    public double falseAlarms() {
        return share(c -> !c.faulty(), c -> c.answer().isPresent());
    }

    /**
     * The evaluation of each fault on its own.
     *
     * @return the same method's cases, by cause
     */
    public Map<String, MethodEvaluation> byFault() {
        Map<String, MethodEvaluation> faults = new TreeMap<>();
        cases.stream()
                .flatMap(c -> c.model().fault().stream())
                .distinct()
                .forEach(cause -> faults.put(
                        cause,
                        new MethodEvaluation(
                                method,
                                cases.stream()
                                        .filter(c -> c.model().fault().equals(Optional.of(cause)))
                                        .toList())));
        return faults;
    }

    /**
     * The wrong answers.
     *
     * @return the cases with a wrong cause or a missed fault, and the false alarms
     */
    public List<Case> mistakes() {
        return cases.stream().filter(c -> !c.causeRight()).toList();
    }

    private double share(Predicate<Case> among, Predicate<Case> with) {
        long all = cases.stream().filter(among).count();
        return cases.stream().filter(among.and(with)).count() / (double) all;
    }
}
