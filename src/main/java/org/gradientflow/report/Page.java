package org.gradientflow.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.claim.Claims;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;
import org.gradientflow.report.figure.Figure;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.RunSummary;

/** The page of a run: {@code report.ftlh} filled in. */
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
                        "beside", Claims.notInTheOriginal(run),
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
                "loss", Numbers.text(summary.loss(), 3),
                "trained", summary.trained() ? "yes" : "no",
                "slope", String.format(Locale.ROOT, "%.3f", summary.slope() + 0.0),
                "spread", Numbers.text(first.gradientStd(), 3),
                "largest", Numbers.text(first.gradientMaxAbs(), 3),
                "moved", Numbers.text(first.displacement(), 3),
                "relative", Numbers.text(first.relativeDisplacement(), 3));
    }

    private static String setup(Experiment experiment) {
        return "1-%s-1, weights %s, biases %s, %s, learning rate %s, batch %s, loss on %s, seed %s"
                .formatted(
                        experiment.hidden().stream().map(String::valueOf).collect(Collectors.joining("-")),
                        experiment.weights().text(),
                        experiment.bias() instanceof Bias.Same
                                ? "drawn like the weights"
                                : experiment.bias().text(),
                        experiment.updater().name().toLowerCase(Locale.ROOT),
                        Numbers.plain(experiment.learningRate()),
                        experiment.batch(),
                        experiment.countedRows() == 1 ? "element [0, 0]" : "all rows",
                        experiment.seed());
    }

    /** What a reader must know about the data of one case; empty for most cases. */
    private static String note(CaseData one) {
        List<String> notes = new ArrayList<>();
        if (one.firstStep() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s resumes at step %,d, so the steps before it are not in this run.",
                    one.name(),
                    one.firstStep()));
            if (!one.hasBeginning()) {
                notes.add(
                        "It is missing from the figures of the first 1,000 steps, and a figure without any case is left out.");
            }
        }
        if (one.summary().steps() < one.summary().experiment().steps()) {
            notes.add(one.name() + " was stopped before its last step.");
        }
        if (one.sampled()) {
            notes.add(one.name() + " is large: its histograms and movement use an even sample of its weights.");
        }
        return String.join(" ", notes);
    }
}
