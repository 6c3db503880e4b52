package org.gradientflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradientflow.experiment.Cases;
import org.gradientflow.training.Run;
import org.gradientflow.training.Session;
import org.junit.jupiter.api.Test;

/** The example of the root package's page. */
class ExampleTest {
    @Test
    void theExampleHolds() {
        Run broken = Session.start(Cases.THREE_LAYER.withSteps(1_500)).run(() -> false, List.of());
        Run mended = Session.start(Cases.THREE_LAYER_XAVIER.withSteps(1_500)).run(() -> false, List.of());

        assertThat(broken.firstLayer().gradientStd()).isLessThan(7e-5);
        assertThat(broken.firstLayer().relativeDisplacement()).isLessThan(0.01);
        assertThat(mended.firstLayer().gradientStd()).isGreaterThan(7e-5);
        assertThat(mended.firstLayer().relativeDisplacement()).isGreaterThan(0.01);
        assertThat(mended.loss()).isLessThan(broken.loss() / 2);
    }

    @Test
    void theExampleIsTheOneOnThePage() throws IOException {
        String page = Files.readString(Path.of("src/main/java/org/gradientflow/package-info.java"));
        Matcher block =
                Pattern.compile("<pre>\\{@code\n(.*?)\\}</pre>", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        String example = block.group(1)
                .lines()
                .map(line -> line.replaceFirst("^ \\* ?", "").strip())
                .filter(line -> !line.isEmpty() && !line.equals("*"))
                .collect(Collectors.joining("\n"));

        String test = Files.readString(Path.of("src/test/java/org/gradientflow/ExampleTest.java"))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        assertThat(example).hasLineCount(7);
        assertThat(test).contains(example);
    }
}
