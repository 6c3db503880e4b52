package org.gradientflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.FencedExecutioner;
import org.gradientflow.model.Floats;
import org.junit.jupiter.api.Test;

/** Nothing reads memory whose owner the garbage collector may have taken. */
class NativeMemoryTest {
    /** Each loses the array that it is asked of: a buffer, an address, or a copy through either. */
    private static final Set<String> UNFENCED = Set.of(
            "asNio",
            "asNioInt",
            "asNioLong",
            "asNioFloat",
            "asNioDouble",
            "asFloat",
            "asDouble",
            "asInt",
            "asLong",
            "asBytes",
            "pointer",
            "addressPointer",
            "address",
            "toFloatVector",
            "toDoubleVector",
            "toIntVector",
            "toLongVector",
            "toFloatMatrix",
            "toDoubleMatrix");

    @Test
    void everyReaderSurvivesCollections() throws Exception {
        Child child = run();

        assertThat(child.output)
                .as("the JVM's exit code is %s", child.code)
                .hasSize(7)
                .allMatch(line -> line.endsWith(": read right"));
        assertThat(child.code).isZero();
    }

    @Test
    void theMistakeDoesNot() throws Exception {
        assertThat(run("unfenced").code).isNotZero();
    }

    @Test
    void onlyTheFencedCopiesReadMemory() {
        rule().check(new ClassFileImporter().importPath(Path.of("target/classes")));
        // The rule sees the mistake where it is.
        assertThatThrownBy(() -> rule().check(new ClassFileImporter().importClasses(CollectionStress.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("CollectionStress.unfenced");
    }

    private static ArchRule rule() {
        return noClasses()
                .that()
                .doNotBelongToAnyOf(Doubles.class, Floats.class)
                .should()
                .callCodeUnitWhere(DescribedPredicate.<JavaCodeUnitAccess<?>>describe(
                                "it reads an array's memory",
                                access ->
                                        access.getTargetOwner().getPackageName().startsWith("org.nd4j.linalg.api")
                                                && UNFENCED.contains(
                                                        access.getTarget().getName()))
                        .forSubtype());
    }

    private record Child(int code, List<String> output) {}

    private static Child run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseParallelGC",
                "-XX:ErrorFile=/dev/null",
                "-XX:-CreateCoredumpOnCrash",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dopexec=" + FencedExecutioner.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                CollectionStress.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Child(
                process.waitFor(),
                output.lines().filter(line -> line.contains(": read ")).toList());
    }
}
