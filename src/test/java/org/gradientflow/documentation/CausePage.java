package org.gradientflow.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientflow.documentation.CodeBlock.Kind;

/**
 * A page about one cause that the doctor can name. Its first Java block is an experiment that shows the cause. Every change of the
 * experiment, and every later Java block, run after the experiment, fixes it.
 *
 * @param file of the page, named after the cause
 * @param text of the page
 */
record CausePage(Path file, String text) {
    static final Path FOLDER = Path.of("src/docs/causes");

    private static final Pattern HEADING = Pattern.compile("^## (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)|^\\[\\w+\\]: (.+)$", Pattern.MULTILINE);
    private static final Pattern THRESHOLD = Pattern.compile("`([A-Z_]{3,} = [^`]+)`");
    private static final Pattern REPLACEMENT = Pattern.compile("((?:^-.*\n)+)((?:^\\+.*\n)*)", Pattern.MULTILINE);

    static List<CausePage> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(CausePage::read).toList();
        }
    }

    static CausePage of(String cause) throws IOException {
        return all().stream()
                .filter(page -> page.cause().equals(cause))
                .findFirst()
                .orElseThrow();
    }

    private static CausePage read(Path file) {
        try {
            return new CausePage(file, Files.readString(file));
        } catch (IOException unreadable) {
            throw new AssertionError(file + " can't be read", unreadable);
        }
    }

    String cause() {
        return file.getFileName().toString().replaceFirst("\\.md$", "");
    }

    String title() {
        return text.lines().findFirst().orElse("");
    }

    List<String> sections() {
        return HEADING.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** Relative to the page. */
    List<String> links() {
        return LINK.matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
    }

    /** Constants of the source, as {@code LARGE = 20}. */
    List<String> thresholds() {
        return THRESHOLD
                .matcher(text.replaceAll("\\s+", " "))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Java that ends with a {@code Diagnosis diagnosis}. */
    String experiment() {
        return blocks(Kind.JAVA).get(0);
    }

    /** Likewise, each with one of the page's remedies. */
    List<String> fixed() {
        String experiment = experiment();
        String examineAgain = experiment.substring(experiment.lastIndexOf("Diagnosis diagnosis"));
        return Stream.concat(
                        blocks(Kind.CHANGE).stream().map(change -> changed(experiment, change)),
                        blocks(Kind.JAVA).stream().skip(1).map(java -> experiment + java + examineAgain))
                .toList();
    }

    private static String changed(String experiment, String change) {
        String changed = experiment;
        for (MatchResult lines : REPLACEMENT.matcher(change).results().toList()) {
            String out = lines.group(1).replaceAll("(?m)^-", "");
            if (!changed.contains(out)) {
                throw new AssertionError("not in the experiment:\n" + out);
            }
            changed = changed.replace(out, lines.group(2).replaceAll("(?m)^\\+", ""));
        }
        return changed;
    }

    /** What the page says that the doctor finds: cause, severity and layer, then each number after its name. */
    List<String> quoted() {
        return List.of(blocks(Kind.DOCTOR_OUTPUT).get(0).strip().split(",\\s+|\n"));
    }

    @Override
    public String toString() {
        return cause();
    }

    private List<String> blocks(Kind kind) {
        return CodeBlock.markdown(file, text).stream()
                .filter(block -> block.kind() == kind)
                .map(CodeBlock::text)
                .toList();
    }
}
