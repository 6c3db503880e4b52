package org.gradientflow.benchmark.real;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/** Prints the shares that methods are compared by. */
final class RealTable {
    private RealTable() {}

    static void header(List<RealModel> models, PrintStream out) {
        long sick = models.stream().filter(RealModel::sick).count();
        out.printf(
                Locale.ROOT,
                "%n%d faulty programs, %d healthy ones%n%n"
                        + "| method | precision | recall | first cause right | false alarms | median s | longest s |%n"
                        + "|---|---:|---:|---:|---:|---:|---:|%n",
                sick,
                models.size() - sick);
    }

    static void row(String method, List<Judged> judged, PrintStream out) {
        double detected = judged.stream().filter(Judged::detected).count();
        double alarms = judged.stream().filter(Judged::falseAlarm).count();
        double sick = judged.stream().filter(one -> one.model().sick()).count();
        double right =
                judged.stream().filter(one -> one.model().sick() && one.right()).count();
        double[] seconds =
                judged.stream().mapToDouble(one -> one.answer().seconds()).toArray();
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                method,
                percent(detected, detected + alarms),
                percent(detected, sick),
                percent(right, sick),
                percent(alarms, judged.size() - sick),
                seconds(StatUtils.percentile(seconds, 50)),
                seconds(StatUtils.max(seconds)));
    }

    private static String percent(double part, double whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * part / whole);
    }

    private static String seconds(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    /** The largest resident memory of this process so far, as Linux counts it. */
    static String peakMemory() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown on this system";
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring("VmHWM:".length()).strip())
                    .findFirst()
                    .orElse("unknown on this system");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
