package org.gradientflow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's own files are short, and so is every function in them. */
class ScriptSizeTest {

    private static final int LONGEST_FILE = 200;
    private static final int LONGEST_FUNCTION = 25;

    private static Stream<Asset> files() {
        return Asset.ALL.stream().filter(asset -> !asset.path().equals("/d3.js"));
    }

    private static Stream<Asset> scripts() {
        return files().filter(asset -> asset.path().endsWith(".js"));
    }

    private static String text(Asset asset) {
        return new String(asset.bytes(), StandardCharsets.UTF_8);
    }

    private static List<ScriptFunction> tooLong(String script) {
        return ScriptFunction.in(script).stream()
                .filter(function -> function.lines() > LONGEST_FUNCTION)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileHasAtMost200Lines(Asset file) {
        assertThat(text(file).lines()).as(file.resource()).hasSizeLessThanOrEqualTo(LONGEST_FILE);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aFunctionHasAtMost25Lines(Asset script) {
        assertThat(tooLong(text(script))).as(script.resource()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptHasFunctions(Asset script) {
        assertThat(ScriptFunction.in(text(script))).as(script.resource()).isNotEmpty();
    }

    /** The failing twin: one line more, whatever kind of function it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "function f(x) {\nBODY}\n",
                "export async function f(x) {\nBODY}\n",
                "class A {\n  f(x) {\nBODY  }\n}\n",
                "const f = x => {\nBODY};\n",
                "const f = x =>\nBODY;\n",
                "list.forEach(x => [\nBODY]);\n",
                "list\n  .filter(Boolean)\n  .map(function (x) {\nBODY  });\n",
            })
    void aFunctionOfALineMoreIsFound(String script) {
        int ends = script.contains("x =>\n") ? 1 : 2;
        String longest = script.replace("BODY", "    call(x);\n".repeat(LONGEST_FUNCTION - ends));
        String longer = script.replace("BODY", "    call(x);\n".repeat(LONGEST_FUNCTION - ends + 1));
        assertThat(tooLong(longest)).isEmpty();
        assertThat(tooLong(longer)).extracting(ScriptFunction::lines).containsExactly(LONGEST_FUNCTION + 1);
    }

    @Test
    void parametersOnLinesOfTheirOwnCountAndEmptyLinesDoToo() {
        assertThat(ScriptFunction.in("function f(\n  a,\n  b,\n) {\n  call(a);\n\n  call(b);\n}\n\ncall();\n"))
                .containsExactly(new ScriptFunction(1, 8));
        assertThat(ScriptFunction.in("const f = x => x;\n\nconst g = 1;\n")).containsExactly(new ScriptFunction(1, 1));
    }
}
