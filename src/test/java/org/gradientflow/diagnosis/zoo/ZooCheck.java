package org.gradientflow.diagnosis.zoo;

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
 * Trains the candidates and their healthy twins, and records both skills in the file that the zoo is chosen by: {@code mvn -q
 * -Pclinic test-compile exec:java -Dmain.class=org.gradientflow.diagnosis.zoo.ZooCheck}. Only those that the file does not
 * have yet: to train all of them again, delete it first.
 */
public final class ZooCheck {
    private static final Path FILE = Path.of("src/test/resources" + Outcomes.RESOURCE);

    private final Map<String, Double> twins = new ConcurrentHashMap<>();
    private final Map<String, Outcomes.Outcome> outcomes = new TreeMap<>();

    private ZooCheck() {}

    /**
     * Brings the file up to date.
     *
     * @param arguments none
     * @throws Exception when training fails, or the file can't be written
     */
    public static void main(String[] arguments) throws Exception {
        new ZooCheck().check();
        System.exit(0); // DL4J leaves threads behind
    }

    private void check() throws ExecutionException, InterruptedException, IOException {
        List<Specimen> specimens = Zoo.specimens();
        for (Specimen specimen : specimens) {
            Outcomes.Outcome known = Outcomes.RECORDED.skills().get(specimen.name());
            if (known != null) {
                outcomes.put(specimen.name(), known);
            }
        }
        Files.createDirectories(FILE.getParent());
        Parallel.map(
                "specimen",
                specimens.stream().filter(s -> !outcomes.containsKey(s.name())).toList(),
                specimen -> {
                    record(specimen, outcome(specimen));
                    return specimen;
                });
        Outcomes all = new Outcomes(outcomes);
        specimens.stream()
                .filter(specimen -> !all.confirms(specimen))
                .forEach(specimen ->
                        System.out.println("not so: " + specimen.name() + " " + outcomes.get(specimen.name())));
    }

    /** At once, so that a check that is broken off goes on where it was. */
    private synchronized void record(Specimen specimen, Outcomes.Outcome outcome) {
        outcomes.put(specimen.name(), outcome);
        StringBuilder lines = new StringBuilder("name,twin,skill\n");
        outcomes.forEach(
                (name, o) -> lines.append(String.format(Locale.ROOT, "%s,%.3f,%.3f", name, o.twin(), o.skill()))
                        .append('\n'));
        try {
            Files.writeString(FILE, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Outcomes.Outcome outcome(Specimen specimen) {
        double skill = skill(specimen);
        if (specimen.change().cause().isEmpty()) {
            return new Outcomes.Outcome(skill, skill);
        }
        Specimen twin = specimen.healthyTwin();
        // Not computeIfAbsent, which would keep other threads waiting; training a twin twice does no harm.
        Double known = twins.get(twin.name());
        if (known == null) {
            known = skill(twin);
            twins.put(twin.name(), known);
        }
        return new Outcomes.Outcome(known, skill);
    }

    private static double skill(Specimen specimen) {
        Patient patient = specimen.patient();
        return Skill.of(Training.train(patient), patient, specimen.task());
    }
}
