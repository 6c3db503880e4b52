package org.gradientflow.diagnosis.zoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Healthy and sick networks with known causes, on which the doctor's rules are fitted and judged. Candidates are every
 * design with every task that it takes, plain and changed; of these the zoo keeps those whose label came true in training:
 * see {@link ZooCheck}.
 */
public final class Zoo {
    static final List<Task> TASKS = List.of(
            Task.SIGNAL, Task.IRIS, Task.SPIRALS, Task.REGRESSION, Task.MOONS, Task.BARS, Task.RUNNING_SUM, Task.WAVES);

    static final List<Design> DESIGNS =
            Stream.of(DenseDesigns.ALL, OtherDesigns.ALL).flatMap(List::stream).toList();

    static final List<Change> CHANGES = Stream.of(
                    InitialDiseases.ALL, TrainingDiseases.ALL, DataDiseases.ALL, OutputDiseases.ALL, HardHealthy.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Change PLAIN = Change.healthy("plain", Integer.MAX_VALUE);

    /** Seeds in use, so that a healthy twin serves several patients. */
    private static final int SEEDS = 2;

    private Zoo() {}

    /**
     * The half on which thresholds are fitted.
     *
     * @return in a fixed order
     */
    public static List<Patient> fitting() {
        return half(0);
    }

    /**
     * The half that judges: other combinations of architecture and data.
     *
     * @return in a fixed order
     */
    public static List<Patient> heldOut() {
        return half(1);
    }

    /**
     * A few of all kinds, for quick tests.
     *
     * @param n how many
     * @return spread evenly over both halves, in a fixed order
     */
    public static List<Patient> sample(int n) {
        List<Patient> all = all();
        return Stream.iterate(0, i -> i + 1)
                .limit(n)
                .map(i -> all.get((int) ((long) i * all.size() / n)))
                .toList();
    }

    /**
     * Both halves.
     *
     * @return in a fixed order
     */
    public static List<Patient> all() {
        return specimens().stream()
                .filter(specimen -> Outcomes.RECORDED.confirms(specimen))
                .map(Specimen::patient)
                .toList();
    }

    /**
     * What a sick patient could reach: the skill of its healthy twin, as recorded.
     *
     * @param patient of the zoo
     * @return at most 1
     */
    public static double reachable(Patient patient) {
        return Outcomes.RECORDED.skills().get(patient.name()).twin();
    }

    /** Whether or not their label came true. */
    static List<Specimen> specimens() {
        List<Specimen> specimens = new ArrayList<>(Originals.specimens());
        for (Specimen plain : combinations(PLAIN)) {
            specimens.add(plain);
        }
        for (Change change : CHANGES) {
            List<Specimen> where = combinations(change);
            specimens.addAll(where.subList(0, Math.min(change.copies(), where.size())));
        }
        return specimens;
    }

    private static List<Specimen> combinations(Change change) {
        List<Specimen> combinations = new ArrayList<>();
        for (Design design : DESIGNS) {
            for (Task task : TASKS) {
                if (design.takes(task) && change.fits().test(design, task)) {
                    long seed = 1 + Math.floorMod(hash(change + "/" + design + "/" + task), SEEDS);
                    combinations.add(new Specimen(design, task, change, seed));
                }
            }
        }
        combinations.sort(Comparator.comparingLong(s -> hash(s.name() + "#")));
        return combinations;
    }

    /** Combinations of design and task take turns, so that either half has some of every design, and most tasks. */
    private static List<Patient> half(int half) {
        List<String> combinations = Stream.concat(
                        DESIGNS.stream()
                                .flatMap(design ->
                                        TASKS.stream().filter(design::takes).map(task -> design + "/" + task)),
                        Originals.specimens().stream().map(s -> s.design() + "/" + s.task()))
                .distinct()
                .toList();
        return all().stream()
                .filter(patient -> combinations.indexOf(patient.architecture() + "/" + patient.dataset()) % 2 == half)
                .toList();
    }

    /** FNV-1a, mixed: the same everywhere, and unlike {@link String#hashCode} even in its lowest bit. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ hash >>> 29) * 0xbf58476d1ce4e5b9L >>> 17;
    }
}
