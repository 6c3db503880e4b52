package org.gradientflow.benchmark.real;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.gradientflow.benchmark.real.faults.Fault;
import org.gradientflow.benchmark.real.faults.FaultCollection;
import org.gradientflow.benchmark.watch.WatchBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The doctor on faults that were reported in public. */
@Command(
        name = "real",
        description = "The doctor on faults that people reported and on the repaired programs, beside published rules.")
public final class RealCommand implements Runnable {
    /** Half of the collection. */
    enum Part {
        FIRST,
        SECOND,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "PART",
            arity = "0..1",
            defaultValue = "first",
            description =
                    "part of the collection: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}). The second part is set aside:"
                            + " no threshold is chosen on it.")
    private Part part;

    @Option(
            names = "--ids",
            split = ",",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            description = "only these, with or without -fixed")
    private Set<String> ids = Set.of();

    @Option(names = "--table-only", description = "no line for each model")
    private boolean tableOnly;

    @Option(names = "--prescriptions", description = "try the first prescription of each faulty program, too")
    private boolean prescriptions;

    @Option(names = "--published", description = "judge with the published rules, too")
    private boolean published;

    @Override
    public void run() {
        List<RealModel> models = models();
        RealBenchmark benchmark = new RealBenchmark(models, System.out, !tableOnly);
        List<FirstPrescription> tried = new ArrayList<>();
        List<Judged> doctor = benchmark.doctor((model, diagnosis) -> {
            if (prescriptions && model.sick()) {
                FirstPrescription first = FirstPrescription.of(model, diagnosis);
                tried.add(first);
                if (!tableOnly) {
                    System.out.println("      " + first);
                }
            }
        });
        RealTable.header(models, System.out);
        RealTable.row("the doctor", doctor, System.out);
        if (published) {
            benchmark.published().forEach((rule, judged) -> RealTable.row(rule.name(), judged, System.out));
        }
        if (prescriptions) {
            System.out.printf(
                    "%nfirst prescriptions that help: %d of %d faulty programs%n",
                    tried.stream().filter(FirstPrescription::helps).count(),
                    models.stream().filter(RealModel::sick).count());
        }
        System.out.println("peak resident memory: " + RealTable.peakMemory());
    }

    /** Saved models belong to the first half: they are known. */
    private List<RealModel> models() {
        Stream<RealModel> rebuilt = faults().stream().flatMap(fault -> RealModel.of(fault).stream());
        Stream<RealModel> saved = part == Part.SECOND ? Stream.empty() : SavedFaults.all().stream();
        return Stream.concat(saved, rebuilt).filter(model -> chosen(model.id())).toList();
    }

    private List<Fault> faults() {
        return switch (part) {
            case FIRST -> FaultCollection.first();
            case SECOND -> FaultCollection.second();
            case ALL ->
                Stream.concat(FaultCollection.first().stream(), FaultCollection.second().stream())
                        .toList();
        };
    }

    private boolean chosen(String id) {
        return ids.isEmpty() || ids.contains(id) || ids.contains(id.replaceAll("-?fix(ed)?$", ""));
    }

    @Command(description = "Watches the whole training of each program: which alarms, when, and which false ones?")
    int watch(@Parameters(paramLabel = "PART", arity = "0..1", defaultValue = "first") Part watched) {
        part = watched;
        WatchBenchmark.print(
                models().stream()
                        .filter(RealModel::readable)
                        .map(model -> new WatchBenchmark.Program(model.trained(1), model.causes()))
                        .toList(),
                System.out);
        return 0;
    }

    @Command(
            description =
                    "Trains each rebuilt program in the plain way: does the fault show, and does the repair help?")
    int truth() {
        List<Fault> all = Stream.concat(FaultCollection.first().stream(), FaultCollection.second().stream())
                .filter(fault -> chosen(fault.id()))
                .toList();
        return RealTruth.print(all, System.out);
    }
}
