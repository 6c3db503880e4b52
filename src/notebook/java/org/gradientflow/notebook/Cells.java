package org.gradientflow.notebook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Runs the cells of one notebook one after another; each can use what earlier ones declared. */
public final class Cells implements AutoCloseable {
    private final ValueControl control = new ValueControl();
    private final JShell shell;

    /** Cells on the class path of this JVM, with nothing imported. */
    public Cells() {
        shell = JShell.builder()
                .executionEngine(new ThisJvm(control), Map.of())
                .compilerOptions("-Xlint:none")
                .build();
        shell.addToClasspath(System.getProperty("java.class.path"));
    }

    private record ThisJvm(DirectExecutionControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "this JVM";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }

    /**
     * Compiles and runs a cell, one statement or declaration after another.
     *
     * @param cell source text
     * @return the value of its last expression; null if it ends in something else
     * @throws CellException if a snippet doesn't compile or throws; the snippets after it have not run
     */
    public Object evaluate(String cell) {
        Object value = null;
        String rest = cell;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            String snippet = next.source() == null ? rest : next.source();
            value = null;
            for (SnippetEvent event : shell.eval(snippet)) {
                // Other events are about older snippets that this one redefines.
                if (event.causeSnippet() == null) {
                    check(event);
                    value = isValue(event.snippet()) ? control.value() : null;
                }
            }
            rest = next.source() == null ? "" : next.remaining();
        }
        return value;
    }

    private static boolean isValue(Snippet snippet) {
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private void check(SnippetEvent event) {
        Snippet snippet = event.snippet();
        if (event.exception() != null) {
            throw new CellException(thrown(event.exception()) + at(snippet));
        }
        switch (event.status()) {
            case VALID, OVERWRITTEN, DROPPED -> {}
            default -> {
                List<String> problems = shell.diagnostics(snippet)
                        .map(problem -> problem.getMessage(Locale.ROOT))
                        .toList();
                throw new CellException("does not compile: "
                        + String.join("\n", problems.isEmpty() ? unresolved(snippet) : problems)
                        + at(snippet));
            }
        }
    }

    private List<String> unresolved(Snippet snippet) {
        return snippet instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration)
                        .map(name -> "unknown: " + name)
                        .toList()
                : List.of("it is not complete");
    }

    private static String thrown(JShellException exception) {
        String type = exception instanceof EvalException evaluation
                ? evaluation.getExceptionClassName()
                : exception.getClass().getName();
        String cause = exception.getCause() instanceof JShellException inner ? "\ncaused by " + thrown(inner) : "";
        return type + (exception.getMessage() == null ? "" : ": " + exception.getMessage()) + cause;
    }

    private static String at(Snippet snippet) {
        return "\nin: " + snippet.source().strip().lines().collect(Collectors.joining("\n    "));
    }

    /**
     * Whether a cell is complete.
     *
     * @param cell source text
     * @return false if a bracket or a semicolon is missing
     */
    public boolean isComplete(String cell) {
        SourceCodeAnalysis.Completeness completeness =
                shell.sourceCodeAnalysis().analyzeCompletion(cell).completeness();
        return completeness.isComplete();
    }

    /**
     * Suggests continuations at the cursor.
     *
     * @param cell source text
     * @param cursor position in it
     * @param anchor its only element receives the position from which a continuation replaces the text
     * @return the continuations, each once
     */
    public List<String> completions(String cell, int cursor, int[] anchor) {
        return shell.sourceCodeAnalysis().completionSuggestions(cell, cursor, anchor).stream()
                .map(Suggestion::continuation)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        shell.close();
    }
}
