package org.gradientflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data flows one way, imports point the other way, and never in a circle. */
class ArchitectureTest {
    private static final String ROOT = "org.gradientflow";
    private static final Path MAIN = Path.of("src/main/java/org/gradientflow");
    private static final Path TEST = Path.of("src/test/java/org/gradientflow");
    private static final Path BENCHMARK = Path.of("src/benchmark/java/org/gradientflow");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(org\\.gradientflow[\\w.]*?)(?:\\.[a-z]\\w*)?;", Pattern.MULTILINE);

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        assertThat(classes).hasSizeGreaterThan(50);
    }

    /** Every package and those of ours that it may use: the map on the root's page, from the inside out. */
    private static final Map<String, String> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("model", ""),
            Map.entry("observation", "model"),
            Map.entry("diagnosis.verdict", "model"),
            Map.entry("diagnosis.forecast", "model"),
            Map.entry("diagnosis.variant", "model"),
            Map.entry("diagnosis.loss", "model"),
            Map.entry("diagnosis.origin", "model diagnosis.verdict"),
            Map.entry("diagnosis.trial", "model observation diagnosis.variant diagnosis.loss"),
            Map.entry(
                    "diagnosis.rule",
                    "model observation diagnosis.verdict diagnosis.variant diagnosis.loss diagnosis.trial"),
            Map.entry(
                    "diagnosis.rule.layer",
                    "model diagnosis.verdict diagnosis.origin diagnosis.variant diagnosis.loss diagnosis.trial diagnosis.rule"),
            Map.entry(
                    "diagnosis.rule.output",
                    "model diagnosis.verdict diagnosis.variant diagnosis.loss diagnosis.trial diagnosis.rule"),
            Map.entry(
                    "diagnosis.rule.data",
                    "model diagnosis.verdict diagnosis.loss diagnosis.trial diagnosis.rule diagnosis.rule.output"),
            Map.entry(
                    "diagnosis.rule.step",
                    "model observation diagnosis.verdict diagnosis.variant diagnosis.loss diagnosis.trial diagnosis.rule diagnosis.rule.layer"),
            Map.entry("diagnosis.remedy", "model diagnosis.verdict diagnosis.variant diagnosis.loss diagnosis.trial"),
            Map.entry(
                    "diagnosis",
                    "model observation diagnosis.verdict diagnosis.loss diagnosis.trial diagnosis.rule diagnosis.rule.data diagnosis.rule.layer diagnosis.rule.output diagnosis.rule.step diagnosis.remedy"),
            Map.entry(
                    "watch",
                    "model observation storage.file storage.foreign diagnosis diagnosis.origin diagnosis.verdict"),
            Map.entry("assertions", "model observation diagnosis diagnosis.origin diagnosis.verdict"),
            Map.entry("experiment", ""),
            Map.entry("network", "experiment model"),
            Map.entry("training", "experiment network model observation"),
            Map.entry("storage.file", ""),
            Map.entry("storage.table", "storage.file"),
            Map.entry("storage.foreign", "storage.file storage.table model network"),
            Map.entry(
                    "storage",
                    "storage.file storage.table storage.foreign experiment network model observation training"),
            Map.entry("recording", "model observation storage storage.file"),
            Map.entry("sweep.compiled", "experiment network"),
            Map.entry("sweep.engine", "sweep.compiled experiment network model observation training"),
            Map.entry("sweep", "sweep.engine experiment network storage.file"),
            Map.entry("report.data", "experiment network model observation training storage storage.file sweep"),
            Map.entry("report.figure", "report.data experiment model observation training sweep"),
            Map.entry("report.claim", "report.data experiment model observation storage"),
            Map.entry("report.tensorboard", "experiment network observation storage.file"),
            Map.entry(
                    "report",
                    "report.data report.figure report.claim experiment model observation storage storage.file sweep"),
            Map.entry("ui", ""),
            Map.entry("ui.page", "experiment network recording storage"),
            Map.entry("cli.terminal", "experiment model training storage.file"),
            Map.entry(
                    "cli.doctor",
                    "cli.terminal experiment network model training storage storage.foreign storage.table diagnosis"
                            + " diagnosis.verdict diagnosis.forecast observation watch"),
            Map.entry(
                    "cli.saved",
                    "cli.terminal experiment recording report report.tensorboard storage storage.file ui ui.page"),
            Map.entry(
                    "cli.run",
                    "cli.terminal cli.doctor cli.saved experiment network model observation training storage storage.file"
                            + " recording report.tensorboard ui ui.page watch"),
            Map.entry("cli.sweep", "model cli.terminal experiment report sweep sweep.engine"),
            Map.entry("cli", "cli.terminal cli.doctor cli.run cli.saved cli.sweep experiment")));

    /** More, and nobody finds their way in it. */
    private static final int MOST_FILES = 25;

    @Test
    void everyPackageUsesOnlyTheOnesThatTheMapAllows() {
        assertThat(packages(MAIN)).containsExactlyElementsOf(MAY_USE.keySet());
        MAY_USE.forEach((user, used) -> usesOnly(user, used).check(classes));
        // The rule sees an import that is not allowed.
        assertThatThrownBy(() -> usesOnly("observation", "").check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.gradientflow.model");
    }

    private static ArchRule usesOnly(String user, String used) {
        Set<String> allowed = Stream.concat(Stream.of(user), Stream.of(used.split(" ")))
                .map(name -> ROOT + "." + name)
                .collect(Collectors.toSet());
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + user)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are in other packages than " + allowed,
                        type -> type.getPackageName().startsWith(ROOT) && !allowed.contains(type.getPackageName())));
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "test", "benchmark", "notebook", "test-tensorflow"})
    void noPackageHasMoreFilesThanOneCanLookThrough(String sources) {
        Path root = Path.of("src", sources, "java/org/gradientflow");
        assertThat(packages(root))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(files(root, name)).as(name).isBetween(1, MOST_FILES));
    }

    /** Both are compiled together with the tests, so that the compiler would allow it. */
    @Test
    void benchmarksDoNotUseTests() throws IOException {
        assertThat(usedTests(BENCHMARK)).isEmpty();
        // Tests do use tests of other packages.
        assertThat(usedTests(TEST)).contains("org.gradientflow.cli.fixture.Cli");
    }

    /** The test classes that sources import. */
    private static Set<String> usedTests(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> IMPORT.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .filter(name -> Files.exists(Path.of("src/test/java", name.replace('.', '/') + ".java")))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> packages(Path sources) {
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .map(path -> sources.relativize(path.getParent()).toString().replace(File.separatorChar, '.'))
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int files(Path sources, String name) {
        return sources.resolve(name.replace('.', File.separatorChar))
                .toFile()
                .list((folder, file) -> file.endsWith(".java"))
                .length;
    }

    @Test
    void theModelAndWhatIsObservedKnowOnlyDeeplearning4j() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".model", ROOT + ".observation")
                .should()
                .dependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        ROOT + ".model", ROOT + ".observation", "org.deeplearning4j..", "org.nd4j..", "java..")))
                .check(classes);
    }

    @Test
    void onlyOneFileUsesDeeplearning4jsConfigurationBuilders() {
        buildersOutside(Networks.class).check(classes);
        // The rule sees them where they are.
        assertThatThrownBy(() -> buildersOutside(ArchitectureTest.class).check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Networks.configuration");
    }

    private static ArchRule buildersOutside(Class<?> allowed) {
        return noClasses()
                .that()
                .doNotBelongToAnyOf(allowed)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "build a DL4J configuration",
                        type -> type.getPackageName().startsWith("org.deeplearning4j.nn.conf")
                                && type.getSimpleName().endsWith("Builder")))
                .allowEmptyShould(false);
    }

    @Test
    void assertjIsForThoseWhoHaveIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gradientflow.assertions..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.assertj..")
                .check(classes);
    }

    @Test
    void picocliAndTheTerminalAreTheCommandLinesOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gradientflow.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..", "org.jline..")
                .check(classes);
    }
}
