package org.gradientflow.ui.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A function, method or arrow function of a script that Prettier has formatted: it reaches from its first line as far as lines are indented
 * deeper, and to the bracket that closes it. A block such as that of {@code if (...) {} counts too; it is shorter than its function.
 *
 * @param line of its beginning; the script's first line is 1
 * @param lines how many it has
 */
record ScriptFunction(int line, int lines) {

    private static final Pattern HEADER = Pattern.compile("=>|\\) \\{$");
    private static final Pattern CLOSING = Pattern.compile("\\s*[)}\\]]");

    static List<ScriptFunction> in(String script) {
        List<String> lines = script.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(at -> HEADER.matcher(lines.get(at)).find())
                .mapToObj(at -> with(lines, at))
                .toList();
    }

    private static ScriptFunction with(List<String> lines, int header) {
        int indent = indent(lines.get(header));
        int first = header;
        if (CLOSING.matcher(lines.get(header)).lookingAt()) { // its parameters have lines of their own
            do {
                first--;
            } while (indent(lines.get(first)) > indent);
        }
        int last = header;
        while (last + 1 < lines.size() && indent(lines.get(last + 1)) > indent) {
            last++;
        }
        while (lines.get(last).isBlank()) {
            last--;
        }
        boolean closed =
                last + 1 < lines.size() && CLOSING.matcher(lines.get(last + 1)).lookingAt();
        return new ScriptFunction(first + 1, last - first + (closed ? 2 : 1));
    }

    /** An empty line belongs to what surrounds it. */
    private static int indent(String line) {
        return line.isBlank()
                ? Integer.MAX_VALUE
                : line.length() - line.stripLeading().length();
    }
}
