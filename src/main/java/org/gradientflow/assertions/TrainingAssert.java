package org.gradientflow.assertions;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.gradientflow.assertions.Expectation.Failure;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.observation.Probe;

/** Assertions about trainings of copies of a network. Every one of the trainings, a seed each, has to be as expected. */
public final class TrainingAssert extends AbstractFlowAssert<TrainingAssert, SeededTrainings> {
    TrainingAssert(SeededTrainings trainings) {
        super(trainings, TrainingAssert.class);
    }

    /**
     * The length of each training.
     *
     * @param steps 1 or more (300)
     * @return this
     */
    public TrainingAssert forSteps(int steps) {
        actual.change();
        actual.steps = positive("steps", steps);
        return this;
    }

    /**
     * The number of trainings, each with another order of the rows.
     *
     * @param seeds 1 or more (1)
     * @return this
     */
    public TrainingAssert forSeeds(int seeds) {
        actual.change();
        actual.seeds = positive("seeds", seeds);
        return this;
    }

    /**
     * The rows of a step.
     *
     * @param rows 1 or more (32)
     * @return this
     */
    public TrainingAssert inBatchesOf(int rows) {
        actual.change();
        actual.batch = positive("batch", rows);
        return this;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
        }
        return value;
    }

    @Override
    void check(Expectation expectation) {
        check(expectation, (failure, seed) -> failure);
    }

    private void check(Expectation expectation, BiFunction<Failure, Integer, Failure> explained) {
        List<Probe> probes = actual.probes();
        for (int i = 0; i < probes.size(); i++) {
            int seed = i + 1;
            expectation
                    .examine(probes.get(i).history())
                    .ifPresent(failure -> fail(explained
                            .apply(failure, seed)
                            .text(" (seed %d of %d)".formatted(seed, probes.size()), cause())));
        }
    }

    /**
     * Asserts that no loss is NaN or infinite. The failure names where the first such number came from: step, layer, row and cause.
     *
     * @return this
     */
    @Override
    public TrainingAssert isFinite() {
        isNotNull();
        check(LossExpectations.isFinite(), this::withOrigin);
        return this;
    }

    private Failure withOrigin(Failure failure, int seed) {
        try {
            return actual.origin(seed)
                    .map(origin -> failure.and(origin.sentence()))
                    .orElse(failure);
        } catch (RuntimeException refused) {
            return failure.and("the step could not be run again: " + refused.getMessage());
        }
    }

    /** The assertion fails with its own message even where the doctor throws. */
    private String cause() {
        try {
            return firstFinding();
        } catch (RuntimeException refused) {
            return "the doctor could not examine the network: " + refused.getMessage();
        }
    }

    private String firstFinding() {
        return actual.diagnosis()
                .first()
                .map(TrainingAssert::text)
                .orElse("the doctor finds no cause: " + actual.diagnosis().reason());
    }

    /**
     * Asserts that the doctor finds nothing that keeps the network from learning.
     *
     * @return this
     */
    @Override
    public TrainingAssert isHealthy() {
        isNotNull();
        Diagnosis diagnosis = actual.diagnosis();
        if (!(diagnosis instanceof Diagnosis.Healthy)) {
            fail(new Failure(
                            "a healthy network",
                            diagnosis.verdict() + ": " + diagnosis.reason(),
                            diagnosis.findings().stream()
                                    .map(finding -> (finding.explanation() + " (" + finding.evidenceInWords() + ")"))
                                    .collect(Collectors.joining(System.lineSeparator() + "  ")))
                    .text("", cause()));
        }
        return this;
    }

    private static String text(Finding finding) {
        return (finding.layer().equals(Finding.ALL_LAYERS)
                        ? finding.cause().id()
                        : finding.cause().id() + " in layer " + finding.layer())
                + ": " + finding.symptom();
    }
}
