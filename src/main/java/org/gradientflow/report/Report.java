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

/** Writes {@code report.html}, a page that needs no other file, and its figures as PNG files. */
public final class Report {
    /** The name of the page in the folder of a run. */
    public static final String PAGE = "report.html";

    /** The folder of the figures, beside the page. */
    public static final String FIGURES = "report";

    private Report() {}

    /**
     * Writes the report of a run, and replaces an earlier one. The same run gives the same bytes.
     *
     * @param out the folder of a finished run
     * @return the files, the page first
     * @throws org.gradientflow.storage.file.BadFileException if the folder is not a run, or a file in it is missing or damaged
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
