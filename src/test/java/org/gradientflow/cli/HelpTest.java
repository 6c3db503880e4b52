package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "run --help",
                "resume --help",
                "replay --help",
                "doctor --help",
                "sweep --help",
                "sweep-report --help"
            })
    void fitsATerminalAndIsNotAnError(String command) {
        Cli help = Cli.run((Object[]) command.split(" "));

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.outLines())
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .noneSatisfy(line -> assertThat(line).contains("${"));
        assertThat(help.outLines().get(0)).startsWith("Usage: gradientflow");
    }

    @Test
    void theFirstPageNamesTheCommands() {
        assertThat(Cli.run("--help").outLines())
                .anyMatch(line -> line.startsWith("  run     "))
                .anyMatch(line -> line.startsWith("  resume  "))
                .anyMatch(line -> line.startsWith("  replay  "))
                .anyMatch(line -> line.startsWith("  export-tensorboard  "))
                .anyMatch(line -> line.startsWith("  report  "))
                .anyMatch(line -> line.startsWith("  doctor  "))
                .anyMatch(line -> line.startsWith("  explain  "))
                .contains("The default command is run. COMMAND --help lists the options of a command.");
    }

    @Test
    void runNamesEveryCaseAndItsOptionsInOrderWithTheirDefaults() {
        Cli help = Cli.run("run", "--help");

        assertThat(help.out()).contains(Cases.ALL.stream().map(Experiment::name).toList());
        List<String> options = help.outLines().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("-"))
                .map(line -> line.replaceFirst("\\s.*", ""))
                .toList();
        assertThat(options)
                .containsExactly(
                        "--steps=N",
                        "--seed=N",
                        "--batch=ROWS",
                        "--learning-rate=RATE",
                        "--updater=RULE",
                        "--init=SCHEME",
                        "--bias=BIAS",
                        "--loss=SCOPE",
                        "--clip=BOUND",
                        "--out=FOLDER",
                        "--every=N",
                        "--tensorboard=DIR",
                        "--[no-]ui",
                        "--port=PORT",
                        "--host=ADDRESS",
                        "--[no-]diagnosis",
                        "--watch[=say|stop]",
                        "--trace",
                        "--parallel",
                        "-h,",
                        "-V,");
        assertThat(help.out()).contains("(10000)", "(" + Cases.SEED + ")", "(1e-3)", "(4.5)", "(runs/TIME)", "(10)");
        assertThat(help.out()).contains("(9000)", "(127.0.0.1)", "(yes)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void saysItsVersion(String option) {
        Cli version = Cli.run(option);

        assertThat(version.code()).isZero();
        assertThat(version.out().strip()).matches("gradientflow \\S+");
        assertThat(version.err()).isEmpty();
        assertThat(Cli.run("sweep", option).out()).isEqualTo(version.out());
    }
}
