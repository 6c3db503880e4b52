package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientflow.documentation.CodeBlock;
import org.gradientflow.documentation.CodeBlock.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command in the README and the docs exists with its options, in a block or within a line. Nothing is run. */
class DocumentedCommandsTest {
    private static final Pattern JAR = Pattern.compile("java -jar (target/|/data/|)gradientflow\\.jar ");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Set<String> GOALS =
            Set.of("compile", "test-compile", "package", "verify", "install", "test", "exec:java", "exec:exec");

    static Stream<String> commands() throws IOException {
        Stream<String> blocks = CodeBlock.all().stream()
                .filter(block -> block.kind() == Kind.COMMANDS)
                .flatMap(block -> block.text().lines());
        Stream<String> jobs = CodeBlock.all().stream()
                .filter(block -> block.kind() == Kind.KUBERNETES)
                .flatMap(block -> containers(block.text()));
        return Stream.of(blocks, jobs, spans().filter(DocumentedCommandsTest::isCommand))
                .flatMap(each -> each);
    }

    static Stream<String> options() throws IOException {
        return spans().filter(span -> span.startsWith("--"));
    }

    /** The command of each of a job's containers. */
    private static Stream<String> containers(String job) {
        try {
            List<String> commands = new ArrayList<>();
            for (JsonNode container : new YAMLMapper().readTree(job).at("/spec/template/spec/containers")) {
                List<String> words = new ArrayList<>();
                container.path("command").forEach(word -> words.add(word.asText()));
                commands.add(String.join(" ", words));
            }
            assertThat(commands).isNotEmpty();
            return commands.stream();
        } catch (JsonProcessingException failure) {
            throw new AssertionError(job, failure);
        }
    }

    private static Stream<String> spans() throws IOException {
        List<String> spans = new ArrayList<>();
        for (Path page : CodeBlock.pages()) {
            SPAN.matcher(Files.readString(page)).results().forEach(match -> spans.add(match.group(1)));
        }
        return spans.stream();
    }

    private static boolean isCommand(String span) {
        String first = span.split(" ")[0];
        return span.contains(" ")
                && (first.equals("mvn")
                        || JAR.matcher(span).lookingAt()
                        || Main.commandLine().getSubcommands().containsKey(first));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsOne(String line) throws IOException {
        check(line);
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionIsOne(String span) {
        checkOption(span);
    }

    private static void checkOption(String span) {
        Set<String> known = Main.commandLine().getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> Stream.of(command.optionsMap(), command.negatedOptionsMap()))
                .flatMap(options -> options.keySet().stream())
                .collect(Collectors.toSet());
        assertThat(known).contains(span.split("[ =]")[0]);
    }

    private static void check(String line) throws IOException {
        for (String command : line.split("&&")) {
            List<String> words = WORD.matcher(command)
                    .results()
                    .map(MatchResult::group)
                    .map(word -> word.replace("\"", ""))
                    .dropWhile(word -> word.matches("[A-Z_]+=.*"))
                    .toList();
            if (words.get(0).equals("mvn")) {
                checkMaven(words);
            } else if (words.get(0).matches("(/usr/bin/)?jupyter(-\\w+)?")) {
                // another program's; JupyterTest runs it
                assertThat(words)
                        .anySatisfy(word -> assertThat(Path.of(word.replace("/*.ipynb", "")))
                                .exists());
            } else if (words.get(0).equals("sbatch")) {
                // Slurm's; what it starts is this program
                String job = words.get(words.size() - 1);
                assertThat(words.get(words.size() - 2)).isEqualTo("--wrap");
                assertThat(job).containsPattern(JAR);
                check(job);
            } else {
                parse(Main.commandLine(), JAR.matcher(command.strip()).replaceFirst(""));
            }
        }
    }

    private static void checkMaven(List<String> words) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        boolean benchmark = words.stream().anyMatch(word -> word.matches("-P(.*,)?benchmark(,.*)?"));
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-P")) {
                String profile = word.equals("-P") ? words.get(++i) : word.substring(2);
                assertThat(profile.split(","))
                        .allSatisfy(each -> assertThat(pom).contains("<profile>\n      <id>" + each + "</id>"));
            } else if (word.startsWith("-Dexec.args=")) {
                parse(
                        benchmark ? org.gradientflow.benchmark.Main.commandLine() : Main.commandLine(),
                        word.substring("-Dexec.args=".length()));
            } else {
                assertThat(word)
                        .matches(each -> GOALS.contains(each)
                                || Set.of("-q", "-DskipTests").contains(each));
            }
        }
    }

    /** With something for each placeholder; brackets and dots say what may be left out or repeated. */
    private static void parse(CommandLine line, String command) {
        String[] arguments = command.replaceAll("[\\[\\]]|\\.\\.\\.", "")
                .replace("COMMAND", "run")
                .replaceAll("\\bCASE\\b", "two-layer")
                .replaceAll("\\bN\\b", "10")
                .strip()
                .split("\\s+");
        CommandLine.ParseResult result = line.parseArgs(arguments);
        assertThat(result.hasSubcommand()).isTrue();
    }

    @Test
    void thereAreCommands() throws IOException {
        assertThat(commands())
                .hasSizeGreaterThan(10)
                .contains("mvn verify")
                .anyMatch(command -> command.startsWith("java -jar /data/"))
                .anyMatch(command -> command.startsWith("sbatch "));
        assertThat(options()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mvn verfiy",
                "mvn -P nothing verify",
                "mvn -Pnothing verify",
                "mvn -q compile exec:java -Dexec.args=\"run --stpes 5\"",
                "mvn -q -Pbenchmark test-compile exec:java -Dexec.args=doctr",
                "mvn -q -Pbenchmark,nothing test-compile exec:java",
                "java -jar target/gradientflow.jar runs",
                "java -jar target/gradientflow.jar replay two-layer --initial a.csv",
                "mvn verify && mvn verfiy",
                "JUPYTER_PATH=x jupyter notebook nothing",
                "sbatch --wrap \"java -jar gradientflow.jar sweep --shrad auto\"",
                "sbatch --wrap \"mvn verify\""
            })
    void aCommandThatIsNoneIsFound(String line) {
        assertThatThrownBy(() -> check(line)).isNotNull();
    }

    @Test
    void aJobsCommandThatIsNoneIsFound() {
        String job = "spec: {template: {spec: {containers: [{command: [java, -jar, /data/gradientflow.jar, %s]}]}}}";
        assertThat(containers(job.formatted("sweep, --shard, auto/8")))
                .containsExactly("java -jar /data/gradientflow.jar sweep --shard auto/8")
                .allSatisfy(DocumentedCommandsTest::check);
        assertThatThrownBy(() -> check(containers(job.formatted("sweep, --shrad, 1/8"))
                        .findFirst()
                        .orElseThrow()))
                .hasMessageContaining("--shrad");
        assertThatThrownBy(() -> containers("spec: {}")).isInstanceOf(AssertionError.class);
    }

    @Test
    void anOptionThatIsNoneIsFound() {
        assertThatThrownBy(() -> checkOption("--stpes N")).isInstanceOf(AssertionError.class);
    }
}
