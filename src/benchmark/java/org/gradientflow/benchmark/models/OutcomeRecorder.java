package org.gradientflow.benchmark.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Trains the candidates with and without their change, and records both skills in the file by which {@link ModelCollection}
 * chooses its models. Candidates that are in the file are not trained again: to train all of them, delete the file first.
 */
public final class OutcomeRecorder {
    private static final Path FILE = Path.of("src/benchmark/resources" + Outcomes.RESOURCE);

    private final Map<String, Double> references = new ConcurrentHashMap<>();
    private final Map<String, Outcomes.Outcome> outcomes = new TreeMap<>();

    private OutcomeRecorder() {}

    /**
     * Brings the file up to date, and prints the candidates whose label training does not confirm.
     *
     * @throws Exception when training fails, or the file can't be written
     */
    public static void run() throws Exception {
        new OutcomeRecorder().check();
    }

    private void check() throws ExecutionException, InterruptedException, IOException {
        List<Candidate> candidates = ModelCollection.candidates();
        for (Candidate candidate : candidates) {
            Outcomes.Outcome known = Outcomes.RECORDED.skills().get(candidate.name());
            if (known != null) {
                outcomes.put(candidate.name(), known);
            }
        }
        Files.createDirectories(FILE.getParent());
        Parallel.map(
                "candidates",
                candidates.stream().filter(s -> !outcomes.containsKey(s.name())).toList(),
                candidate -> {
                    record(candidate, outcome(candidate));
                    return candidate;
                });
        Outcomes all = new Outcomes(outcomes);
        candidates.stream()
                .filter(candidate -> !all.confirms(candidate))
                .forEach(candidate -> System.out.println(
                        "not confirmed: " + candidate.name() + " " + outcomes.get(candidate.name())));
    }

    /** Written after each candidate, so that an interrupted check continues where it stopped. */
    private synchronized void record(Candidate candidate, Outcomes.Outcome outcome) {
        outcomes.put(candidate.name(), outcome);
        StringBuilder lines = new StringBuilder("name,reference,skill\n");
        outcomes.forEach(
                (name, o) -> lines.append(String.format(Locale.ROOT, "%s,%.3f,%.3f", name, o.reference(), o.skill()))
                        .append('\n'));
        try {
            Files.writeString(FILE, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Outcomes.Outcome outcome(Candidate candidate) {
        double skill = skill(candidate);
        if (candidate.change().cause().isEmpty()) {
            return new Outcomes.Outcome(skill, skill);
        }
        Candidate reference = candidate.withoutFault();
        // Not computeIfAbsent, which would block other threads; training a reference twice does no harm.
        Double known = references.get(reference.name());
        if (known == null) {
            known = skill(reference);
            references.put(reference.name(), known);
        }
        return new Outcomes.Outcome(known, skill);
    }

    private static double skill(Candidate candidate) {
        BenchmarkModel model = candidate.model();
        return Skill.of(Training.train(model), model, candidate.task());
    }
}
