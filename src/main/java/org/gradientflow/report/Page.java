package org.gradientflow.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.claim.Claims;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;
import org.gradientflow.report.figure.Figure;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.RunSummary;

/** The page: {@code report.ftlh} filled in. FreeMarker escapes all text for HTML. */
final class Page {
    private Page() {}

    static String of(RunData run, Map<String, DiagnosisRecord> diagnoses, List<Figure> figures) throws IOException {
        return Template.fill(
                "report.ftlh",
                Map.of(
                        "rows", run.cases().stream().map(Page::row).toList(),
                        "names", run.cases().stream().map(CaseData::name).collect(Collectors.joining(", ")),
                        "doctor",
                                DoctorRows.of(
                                        run.cases().stream().map(CaseData::name).toList(), diagnoses),
                        "original", Claims.ofTheOriginal(run),
                        "beside", Claims.besideIt(run),
                        "figures", figures.stream().map(Template::picture).toList(),
                        "notes",
                                run.cases().stream()
                                        .map(Page::note)
                                        .filter(note -> !note.isEmpty())
                                        .toList(),
                        "provenance", run.provenance()));
    }

    private static Map<String, String> row(CaseData one) {
        RunSummary.Case summary = one.summary();
        FirstLayerFlow.Figures first = summary.firstLayer();
        return Map.of(
                "name", one.name(),
                "setup", setup(summary.experiment()),
                "steps", String.format(Locale.ROOT, "%,d", summary.steps()),
                "loss", Numbers.text(summary.loss()),
                "trained", summary.trained() ? "yes" : "no",
                "slope", String.format(Locale.ROOT, "%.3f", summary.slope() + 0.0),
                "spread", Numbers.text(first.gradientStd()),
                "largest", Numbers.text(first.gradientMaxAbs()),
                "moved", Numbers.text(first.displacement()),
                "relative", Numbers.text(first.relativeDisplacement()));
    }

    private static String setup(Experiment experiment) {
        return "1-%s-1, weights %s, biases %s, %s %s, batch %s, loss of %s, seed %s"
                .formatted(
                        experiment.hidden().stream().map(String::valueOf).collect(Collectors.joining("-")),
                        experiment.weights().text(),
                        experiment.bias().text(),
                        experiment.updater().name().toLowerCase(Locale.ROOT),
                        Numbers.text(experiment.learningRate()),
                        experiment.batch(),
                        experiment.countedRows() == 1 ? "[0, 0]" : "all rows",
                        experiment.seed());
    }

    /** What a reader must know of one case's data; empty for most. */
    private static String note(CaseData one) {
        StringBuilder note = new StringBuilder();
        if (one.firstStep() > 0) {
            note.append(String.format(
                    Locale.ROOT, " goes on from step %,d: what was before is not in this run.", one.firstStep()));
            if (!one.hasBeginning()) {
                note.append(
                        " So it is missing from the figures of the first 1,000 steps, and a figure without any case is left out.");
            }
        }
        if (one.summary().steps() < one.summary().experiment().steps()) {
            note.append(" was stopped before its end.");
        }
        if (one.sampled()) {
            note.append(" is large: its histograms and movements are of an even sample of its weights.");
        }
        return note.isEmpty() ? "" : one.name() + note;
    }
}
