package org.gradientflow.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Prescription;

/**
 * What the doctor says, for a person and for a program.
 *
 * @param diagnosis with the likeliest cause first
 * @param forecast beside what was measured
 * @param prescriptions best first; empty where none were asked for
 */
record DoctorReport(Diagnosis diagnosis, ForecastTable forecast, List<Prescription> prescriptions) {
    /** Numbers that are not finite become the texts "NaN" and "Infinity", as in {@code summary.json}. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Keys that no JSON writer would sort. */
    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    String json() {
        Map<String, Object> all = object(
                "verdict",
                diagnosis.verdict(),
                "findings",
                diagnosis.findings().stream().map(DoctorReport::finding).toList(),
                "forecast",
                object(
                        "firstToLast",
                        forecast.forecast().firstToLast(),
                        "deadPath",
                        forecast.forecast().deadPath(),
                        "layers",
                        forecast.lines().stream().map(DoctorReport::layer).toList()),
                "prescriptions",
                prescriptions.stream().map(DoctorReport::prescription).toList());
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> finding(Finding finding) {
        return object(
                "cause",
                finding.cause().id(),
                "symptom",
                finding.symptom(),
                "severity",
                finding.severity().name().toLowerCase(Locale.ROOT),
                "layer",
                finding.layer(),
                "parameter",
                finding.parameter().orElse(null),
                "confidence",
                finding.confidence(),
                "evidence",
                finding.evidence());
    }

    private static Map<String, Object> layer(ForecastTable.Line line) {
        return object(
                "layer",
                line.expected().layer(),
                "weightRms",
                line.expected().weightRms(),
                "forwardGain",
                line.expected().forwardGain(),
                "backwardGain",
                line.expected().backwardGain(),
                "spread",
                line.expected().spread(),
                "spreadMeasured",
                line.spread(),
                "gradient",
                line.expected().gradient(),
                "gradientMeasured",
                line.gradient(),
                "deadUnits",
                line.expected().deadUnits(),
                "deadUnitsMeasured",
                line.deadUnits());
    }

    private static Map<String, Object> prescription(Prescription prescription) {
        return object(
                "change",
                prescription.code().isBlank()
                        ? prescription.change()
                        : prescription.change() + ": " + prescription.code(),
                "verified",
                prescription.verified(),
                "lossBefore",
                prescription.lossBefore(),
                "lossAfter",
                prescription.lossAfter(),
                "seeds",
                prescription.seeds(),
                "helped",
                prescription.helped());
    }

    /**
     * For a person.
     *
     * @param prescribed whether prescriptions were asked for
     */
    void print(PrintWriter out, boolean prescribed) {
        out.println(diagnosis.verdict() + ": " + diagnosis.reason());
        out.println();
        int number = 0;
        for (Finding finding : diagnosis.findings()) {
            print(out, ++number, finding);
        }
        out.println(
                "What the initial weights promise, and what a batch shows (gradients relative to the last layer's):");
        forecast.print(out);
        if (prescribed) {
            out.println();
            out.println(
                    prescriptions.isEmpty()
                            ? "No change that was tried helped."
                            : "What helped when it was tried on copies:");
            prescriptions.forEach(prescription -> print(out, prescription));
        }
        out.flush();
    }

    private static void print(PrintWriter out, int number, Finding finding) {
        out.println(String.format(
                Locale.ROOT,
                "%d. %s (%s) in %s%s, confidence %.2f",
                number,
                finding.cause().id(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.layer().equals(Finding.ALL_LAYERS)
                        ? "the whole network or its data"
                        : "layer " + finding.layer(),
                finding.parameter().map(key -> ", parameter " + key).orElse(""),
                finding.confidence()));
        out.println("   " + finding.symptom());
        if (!finding.explanation().isBlank()) {
            out.println("   " + finding.explanation());
        }
        if (!finding.evidence().isEmpty()) {
            out.println("   evidence: " + finding.evidenceInWords());
        }
        out.println();
    }

    private static void print(PrintWriter out, Prescription prescription) {
        out.println(String.format(
                Locale.ROOT,
                "- %s: %s in %d of %d, loss %s instead of %s",
                prescription.change(),
                prescription.verified() ? "helped" : "not shown to help",
                prescription.helped(),
                prescription.seeds(),
                ForecastTable.number(prescription.lossAfter()),
                ForecastTable.number(prescription.lossBefore())));
        if (!prescription.code().isBlank()) {
            prescription.code().lines().forEach(line -> out.println("  " + line));
        }
    }
}
