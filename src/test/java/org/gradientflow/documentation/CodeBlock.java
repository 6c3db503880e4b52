package org.gradientflow.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A block of code in the README, in the docs or on a package's page. Java runs, commands are parsed, a job's too; the rest must be known to be neither.
 *
 * @param file it stands in
 * @param kind what it is
 * @param text without indentation
 */
public record CodeBlock(Path file, Kind kind, String text) {
    /** What a block is. */
    public enum Kind {
        /** Runs as it is. */
        JAVA,
        /** Each line is one or more commands of a shell. */
        COMMANDS,
        /** A Kubernetes job, whose containers run commands. */
        KUBERNETES,
        /** Lines of the Java above it to take out ({@code -}), and others to put there ({@code +}). */
        CHANGE,
        /** What the doctor found in the Java above it: the block after a line {@code <!-- doctor-output -->}. */
        DOCTOR_OUTPUT,
        /** See {@link #EXEMPT}. */
        EXEMPT
    }

    /** How the blocks begin that no one can run, and the only place that says so. */
    private static final List<String> EXEMPT = List.of(
            // what run prints: RunCommandTest and ResultTableTest
            "case                 steps",
            // what sweep prints: SweepCommandTest
            "layers            init  bias  updater  networks",
            "width  networks  silent    95% interval  expected",
            // the files that run leaves: RunCommandTest
            "summary.json         the table",
            // a sweep's grid in a file: GridFileTest
            "seeds: 50",
            // what the benchmark printed
            "fit as DL4J's examples call it",
            "compiled, one core",
            // what doctor prints: DoctorCommandTest
            "sick: the gradient vanishes",
            "1. vanishing (severe)",
            // how another project takes this one: src/it/consumer
            "<dependency>",
            // the directions of imports: ArchitectureTest
            "model -> observation");

    private static final Path CAUSES = Path.of("src/docs/causes");

    private static final Pattern COMMAND =
            Pattern.compile("([A-Z_]+=\\S+ )*(mvn|java -jar|sbatch|(/usr/bin/)?jupyter)\\b.*");
    private static final Pattern INDENTED = Pattern.compile("(?<=\n\n)(?: {4}[^\n]*\n|\n(?= {4}))+");
    private static final Pattern FENCED =
            Pattern.compile("^(<!-- doctor-output -->\n)?```(\\w*)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PREFORMATTED = Pattern.compile("<pre>(\\{@code)?\n(.*?)\\}?</pre>", Pattern.DOTALL);

    /** Those of the README, the docs and all package pages. The Java on the pages about causes is not here: it is run elsewhere. */
    public static List<CodeBlock> all() throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        for (Path page : pages()) {
            markdown(page, Files.readString(page)).stream()
                    .filter(block -> block.kind != Kind.JAVA || !page.startsWith(CAUSES))
                    .forEach(blocks::add);
        }
        for (Path root : List.of(Path.of("src/main/java"), Path.of("src/notebook/java"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path page : files.filter(file -> file.endsWith("package-info.java"))
                        .sorted()
                        .toList()) {
                    blocks.addAll(packagePage(page, Files.readString(page)));
                }
            }
        }
        return blocks;
    }

    /** The README and everything in {@code src/docs}. */
    public static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("src/docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    /** Blocks between fences, or indented by four. */
    static List<CodeBlock> markdown(Path file, String page) {
        List<CodeBlock> blocks = new ArrayList<>();
        FENCED.matcher(page).results().forEach(match -> blocks.add(fenced(file, match)));
        INDENTED.matcher(FENCED.matcher(page).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .forEach(block ->
                        blocks.add(of(file, block.stripTrailing().stripIndent().strip())));
        return blocks;
    }

    private static CodeBlock fenced(Path file, MatchResult match) {
        String text = match.group(3);
        if (match.group(1) != null) {
            return new CodeBlock(file, Kind.DOCTOR_OUTPUT, text);
        }
        return switch (match.group(2)) {
            case "java" -> new CodeBlock(file, Kind.JAVA, text);
            case "diff" -> new CodeBlock(file, Kind.CHANGE, text);
            default -> of(file, text);
        };
    }

    /** Blocks in Javadoc: {@code @code} is Java. */
    static List<CodeBlock> packagePage(Path file, String page) {
        String text = page.lines().map(line -> line.replaceFirst("^ \\* ?", "")).collect(Collectors.joining("\n"));
        return PREFORMATTED
                .matcher(text)
                .results()
                .map(match -> match.group(1) != null
                        ? new CodeBlock(file, Kind.JAVA, match.group(2))
                        : of(file, match.group(2).strip()))
                .toList();
    }

    private static CodeBlock of(Path file, String text) {
        if (EXEMPT.stream().anyMatch(text::startsWith)) {
            return new CodeBlock(file, Kind.EXEMPT, text);
        }
        if (text.startsWith("apiVersion: ")) {
            return new CodeBlock(file, Kind.KUBERNETES, text);
        }
        if (text.lines().allMatch(line -> COMMAND.matcher(line).matches())) {
            return new CodeBlock(file, Kind.COMMANDS, text);
        }
        throw new AssertionError("neither Java nor commands, and not exempt; in " + file + ":\n" + text);
    }
}
