package org.gradientflow.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;
import org.gradientflow.report.figure.Figure;
import org.gradientflow.report.figure.Figures;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.Folders;

/** {@code report.html}, which needs nothing beside it, and its figures as PNG. */
public final class Report {
    /** The page's name in the folder of a run. */
    public static final String PAGE = "report.html";

    /** The folder of the figures beside it. */
    public static final String FIGURES = "report";

    private Report() {}

    /**
     * Draws a run's report, in place of one drawn before. The same run gives the same bytes.
     *
     * @param out the folder of a finished run
     * @return the files, the page first
     * @throws org.gradientflow.storage.file.BadFileException for a folder that is no run, or lacks a file, or has one that is damaged
     * @throws IOException when it can't be read or written
     */
    public static List<Path> write(Path out) throws IOException {
        RunData run = RunData.read(out);
        Map<String, DiagnosisRecord> diagnoses = new HashMap<>();
        for (CaseData one : run.cases()) {
            DiagnosisRecord.read(out.resolve(one.name())).ifPresent(said -> diagnoses.put(one.name(), said));
        }
        List<Figure> figures = Figures.of(run);
        Path folder = Folders.create(out.resolve(FIGURES));
        List<Path> files = new java.util.ArrayList<>(List.of(out.resolve(PAGE)));
        for (Figure figure : figures) {
            Path file = folder.resolve(figure.name() + ".png");
            AtomicFile.write(file, part -> Files.write(part, figure.png()));
            files.add(file);
        }
        String page = Page.of(run, diagnoses, figures);
        AtomicFile.write(files.get(0), part -> Files.writeString(part, page));
        return files;
    }
}
