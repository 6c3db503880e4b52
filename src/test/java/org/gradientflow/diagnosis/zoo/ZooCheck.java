package org.gradientflow.diagnosis.zoo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Trains every candidate and its healthy twin, and records both skills in the file that the zoo is chosen by: {@code mvn -q
 * -Pclinic test-compile exec:java -Dmain.class=org.gradientflow.diagnosis.zoo.ZooCheck}.
 */
public final class ZooCheck {
    private static final Path FILE = Path.of("src/test/resources" + Outcomes.RESOURCE);

    private final Map<String, Double> skills = new ConcurrentHashMap<>();

    private ZooCheck() {}

    /**
     * Checks all candidates, or those whose name contains the argument, which are printed only.
     *
     * @param arguments none, or a part of a name
     * @throws Exception when training fails, or the file can't be written
     */
    public static void main(String[] arguments) throws Exception {
        new ZooCheck().check(arguments.length == 0 ? "" : arguments[0]);
        System.exit(0); // DL4J leaves threads behind
    }

    private void check(String part) throws ExecutionException, InterruptedException, IOException {
        List<Specimen> specimens =
                Zoo.specimens().stream().filter(s -> s.name().contains(part)).toList();
        List<Outcomes.Outcome> outcomes = Parallel.map("specimen", specimens, this::outcome);
        Map<String, Outcomes.Outcome> byName = new TreeMap<>();
        for (int i = 0; i < specimens.size(); i++) {
            byName.put(specimens.get(i).name(), outcomes.get(i));
        }
        Outcomes checked = new Outcomes(byName);
        if (part.isEmpty()) {
            Files.createDirectories(FILE.getParent());
            try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(FILE))) {
                write(file, byName);
            }
        } else {
            PrintWriter out = new PrintWriter(System.out, true);
            write(out, byName);
            out.flush();
        }
        specimens.stream()
                .filter(s -> !checked.confirms(s))
                .forEach(s -> System.err.println("not so: " + s.name() + " " + byName.get(s.name())));
    }

    private static void write(PrintWriter out, Map<String, Outcomes.Outcome> outcomes) {
        out.print("name,twin,skill\n");
        outcomes.forEach((name, outcome) ->
                out.print(String.format(Locale.ROOT, "%s,%.3f,%.3f%n", name, outcome.twin(), outcome.skill())));
    }

    private Outcomes.Outcome outcome(Specimen specimen) {
        double skill = skill(specimen);
        return new Outcomes.Outcome(specimen.change().cause().isEmpty() ? skill : skill(specimen.healthyTwin()), skill);
    }

    private double skill(Specimen specimen) {
        // Twins have several patients; training one twice at the same time does no harm.
        Double known = skills.get(specimen.name());
        if (known == null) {
            Patient patient = specimen.patient();
            known = Skill.of(Training.train(patient), patient, specimen.task());
            skills.put(specimen.name(), known);
        }
        return known;
    }
}
