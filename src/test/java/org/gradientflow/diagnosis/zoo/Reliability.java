package org.gradientflow.diagnosis.zoo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;

/**
 * How often a first finding of each {@link Confidence} names the right cause: {@code mvn -q -Pclinic test-compile exec:java
 * -Dmain.class=org.gradientflow.diagnosis.zoo.Reliability} examines the held-out half of the model collection;
 * {@code -Dexec.args=fitting} the other half, whose counts {@link Confidence} has.
 */
public final class Reliability {
    /** The first finding of a network, and whether it names the network's known cause. A healthy network has none. */
    private record Case(Confidence level, boolean right) {}

    private Reliability() {}

    /**
     * Prints a table.
     *
     * @param arguments none, or {@code fitting}
     * @throws Exception when an examination fails
     */
    public static void main(String[] arguments) throws Exception {
        List<Patient> models = arguments.length == 0 ? Zoo.heldOut() : Zoo.fitting();
        List<Case> cases = Parallel.map("models", models, Reliability::examined).stream()
                .flatMap(Optional::stream)
                .toList();
        System.out.println("| level | published | first findings | right | share |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (Confidence level : Confidence.values()) {
            long all = cases.stream().filter(c -> c.level() == level).count();
            long right =
                    cases.stream().filter(c -> c.level() == level && c.right()).count();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %d | %d | %s |%n",
                    level.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    level.share(),
                    all,
                    right,
                    all == 0 ? "-" : String.format(Locale.ROOT, "%.2f", right / (double) all));
        }
        System.exit(0); // DL4J leaves threads behind
    }

    private static Optional<Case> examined(Patient model) {
        Optional<Finding> first = Doctor.of(model.network().get())
                .on(model.data())
                .batch(model.batch())
                .steps(model.steps())
                .seed(model.seed())
                .diagnose()
                .first();
        return first.map(finding -> new Case(
                finding.level(),
                model.disease().equals(Optional.of(finding.cause().id()))));
    }
}
