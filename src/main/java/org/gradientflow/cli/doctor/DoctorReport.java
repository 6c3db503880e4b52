package org.gradientflow.cli.doctor;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.gradientflow.cli.terminal.Paragraph;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Prescription;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/**
 * A diagnosis for a person: the verdict, the findings with their numbers, the forecast, and what helped.
 *
 * @param diagnosis with the likeliest cause first
 * @param forecast beside what was measured
 * @param prescriptions best first; null where none were asked for
 */
record DoctorReport(Diagnosis diagnosis, ForecastTable forecast, List<Prescription> prescriptions) {
    /** The indent of the lines below a finding's first. */
    private static final String BELOW = "   ";

    void print(PrintWriter out) {
        out.println(Paragraph.of(diagnosis.verdict() + ": ", diagnosis.reason()));
        out.println();
        int number = 0;
        for (Finding finding : diagnosis.findings()) {
            print(out, ++number, finding);
        }
        out.println("Forecast from the initial weights; measured: what one batch shows.");
        out.println("gain: factor by which a layer scales its input; back: the same for the gradient.");
        out.println("gradient: relative to the last layer's; dead: units that give 0 for all inputs.");
        forecast.print(out);
        if (prescriptions != null) {
            out.println();
            out.println(
                    prescriptions.isEmpty()
                            ? "No change that was tried helped."
                            : "These changes were tried on copies of the network:");
            prescriptions.forEach(prescription -> print(out, prescription));
        }
        out.flush();
    }

    private static void print(PrintWriter out, int number, Finding finding) {
        out.println(Paragraph.of(number + ". ", headline(finding)));
        // The verdict says the symptom of a sick network's first finding.
        if (number > 1 || finding.severity() != Severity.SEVERE) {
            below(out, finding.symptom());
        }
        if (!finding.explanation().isBlank()) {
            below(out, finding.explanation());
        }
        if (!finding.evidence().isEmpty()) {
            below(out, "evidence: " + finding.evidenceInWords());
        }
        below(out, "read more: gradientflow explain " + finding.cause().id());
        out.println();
    }

    private static String headline(Finding finding) {
        return String.format(
                Locale.ROOT,
                "%s (%s) in %s%s, confidence %.2f",
                finding.cause().id(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.layer().equals(Finding.ALL_LAYERS)
                        ? "the whole network or its data"
                        : "layer " + finding.layer(),
                finding.parameter().map(key -> ", parameter " + key).orElse(""),
                finding.confidence());
    }

    private static void below(PrintWriter out, String text) {
        out.println(Paragraph.of(BELOW, text));
    }

    private static void print(PrintWriter out, Prescription prescription) {
        String result = String.format(
                Locale.ROOT,
                "%s: %s in %d of %d pairs of trainings, median loss %s instead of %s",
                prescription.change(),
                prescription.verified() ? "helped" : "not shown to help",
                prescription.helped(),
                prescription.seeds(),
                Numbers.text(prescription.lossAfter()),
                Numbers.text(prescription.lossBefore()));
        out.println(Paragraph.of("- ", result));
        // Code is not wrapped: it is there to be copied.
        prescription.code().lines().forEach(line -> out.println("  " + line));
    }
}
