package org.gradientflow.benchmark.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Healthy networks and networks with known faults, on which the doctor's rules are fitted and evaluated. The candidates are all
 * combinations of a design and a task that it takes, plain and changed. The collection keeps the candidates whose label training
 * confirmed: see {@link OutcomeRecorder}.
 */
public final class ModelCollection {
    static final List<Task> TASKS = List.of(
            Task.SIGNAL, Task.IRIS, Task.SPIRALS, Task.REGRESSION, Task.MOONS, Task.BARS, Task.RUNNING_SUM, Task.WAVES);

    static final List<Design> DESIGNS =
            Stream.of(DenseDesigns.ALL, OtherDesigns.ALL).flatMap(List::stream).toList();

    static final List<Change> CHANGES = Stream.of(
                    InitialFaults.ALL, TrainingFaults.ALL, DataFaults.ALL, OutputFaults.ALL, HardHealthy.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Change PLAIN = Change.healthy("plain", Integer.MAX_VALUE);

    /** Few seeds, so that one training without a fault is the reference of several candidates. */
    private static final int SEEDS = 2;

    private ModelCollection() {}

    /**
     * The half on which the thresholds of the rules are fitted.
     *
     * @return in a fixed order
     */
    public static List<BenchmarkModel> fitting() {
        return half(0);
    }

    /**
     * The half for evaluation: other combinations of architecture and data.
     *
     * @return in a fixed order
     */
    public static List<BenchmarkModel> heldOut() {
        return half(1);
    }

    /**
     * A few models of all kinds, for quick tests.
     *
     * @param n how many
     * @return spread evenly over both halves, in a fixed order
     */
    public static List<BenchmarkModel> sample(int n) {
        List<BenchmarkModel> all = all();
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
    public static List<BenchmarkModel> all() {
        return candidates().stream()
                .filter(candidate -> Outcomes.RECORDED.confirms(candidate))
                .map(Candidate::model)
                .toList();
    }

    /**
     * The model with a name.
     *
     * @param name such as {@code relu2-sgd/iris/plain/2}
     * @return the model
     */
    public static BenchmarkModel named(String name) {
        return all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The collection has no model " + name));
    }

    /**
     * The recorded skill that a faulty model reaches without its fault.
     *
     * @param model of the collection
     * @return at most 1
     */
    public static double reachable(BenchmarkModel model) {
        return Outcomes.RECORDED.skills().get(model.name()).reference();
    }

    /** All candidates, whether or not training confirmed their label. */
    static List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>(OriginalCases.candidates());
        for (Candidate plain : combinations(PLAIN)) {
            candidates.add(plain);
        }
        for (Change change : CHANGES) {
            List<Candidate> where = combinations(change);
            candidates.addAll(where.subList(0, Math.min(change.copies(), where.size())));
        }
        return candidates;
    }

    private static List<Candidate> combinations(Change change) {
        List<Candidate> combinations = new ArrayList<>();
        for (Design design : DESIGNS) {
            for (Task task : TASKS) {
                if (design.takes(task) && change.fits().test(design, task)) {
                    long seed = 1 + Math.floorMod(hash(change + "/" + design + "/" + task), SEEDS);
                    combinations.add(new Candidate(design, task, change, seed));
                }
            }
        }
        combinations.sort(Comparator.comparingLong(s -> hash(s.name() + "#")));
        return combinations;
    }

    /** Every second combination of design and task, so that each half has all designs and most tasks. */
    private static List<BenchmarkModel> half(int half) {
        List<String> combinations = Stream.concat(
                        DESIGNS.stream()
                                .flatMap(design ->
                                        TASKS.stream().filter(design::takes).map(task -> design + "/" + task)),
                        OriginalCases.candidates().stream().map(s -> s.design() + "/" + s.task()))
                .distinct()
                .toList();
        return all().stream()
                .filter(model -> combinations.indexOf(model.architecture() + "/" + model.dataset()) % 2 == half)
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
