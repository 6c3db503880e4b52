package org.gradientflow.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of a Markdown page, and the headings that links can name. */
final class MarkdownLinks {
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]+`");
    private static final Pattern INLINE = Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[[^]\n]+\\]:\\s*(\\S+)");
    private static final Pattern HTML = Pattern.compile("(?:src|href|srcset)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");

    private MarkdownLinks() {}

    /** The links of a page that lead to nothing: relative paths without a file, and anchors without a heading. */
    static List<String> dead(Path page) throws IOException {
        String text = Files.readString(page);
        String withoutCode = CODE.matcher(text).replaceAll("code");
        return Stream.of(INLINE, DEFINITION, HTML)
                .flatMap(pattern -> pattern.matcher(withoutCode).results())
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leads(page, link))
                .toList();
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        boolean heading = parts.length == 2 && target.toString().endsWith(".md");
        return !heading || anchors(target).contains(parts[1]);
    }

    /** GitHub's: lower case, without punctuation, with hyphens for spaces. */
    private static List<String> anchors(Path page) {
        try {
            String withoutBlocks = Pattern.compile("(?ms)^```.*?^```")
                    .matcher(Files.readString(page))
                    .replaceAll("");
            return HEADING.matcher(withoutBlocks)
                    .results()
                    .map(MarkdownLinks::anchor)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
