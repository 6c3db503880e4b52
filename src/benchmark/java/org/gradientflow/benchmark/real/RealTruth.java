package org.gradientflow.benchmark.real;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.gradientflow.benchmark.real.faults.Fault;

/** Trains each faulty program and the repaired one in the plain way, and says whether the fault shows and the repair helps. */
final class RealTruth {
    /** What a healthy program reaches at least. */
    static final double LEARNS = 0.5;

    /** By how much a faulty program reaches less than the repaired one. */
    static final double WORSE = 0.25;

    /** A fault must show for each of these orders of the rows. */
    private static final List<Long> SEEDS = List.of(1L, 2L);

    private RealTruth() {}

    /** Prints a line for each fault; returns how many are not confirmed. */
    static int print(List<Fault> faults, PrintStream out) {
        int unconfirmed = 0;
        for (Fault fault : faults) {
            List<RealModel> programs = RealModel.of(fault);
            RealModel healthy = programs.get(programs.size() - 1);
            double fixed = SEEDS.stream().mapToDouble(healthy::reached).min().orElseThrow();
            double sick = fault.sick().isEmpty()
                    ? Double.NaN
                    : SEEDS.stream().mapToDouble(programs.get(0)::reached).max().orElseThrow();
            boolean confirmed = fixed >= LEARNS && !(sick > fixed - WORSE);
            unconfirmed += confirmed ? 0 : 1;
            out.printf(
                    Locale.ROOT,
                    "%-14s %-22s sick %5.2f, repaired %5.2f  %s%n",
                    confirmed ? "confirmed" : "NOT confirmed",
                    fault.id(),
                    sick,
                    fixed,
                    fault.source());
        }
        return unconfirmed;
    }
}
