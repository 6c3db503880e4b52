package org.gradientflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Data flows one way, imports point the other way, and never in a circle. */
class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.gradientflow");
        assertThat(classes).hasSizeGreaterThan(50);
    }

    @Test
    void everyPackageKnowsOnlyTheOnesBeforeIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.gradientflow..")
                .layer("experiment")
                .definedBy("..experiment..")
                .layer("network")
                .definedBy("..network..")
                .layer("observation")
                .definedBy("..observation..")
                .layer("training")
                .definedBy("..training..")
                .layer("storage")
                .definedBy("..storage..")
                .layer("recording")
                .definedBy("..recording..")
                .layer("diagnosis")
                .definedBy("..diagnosis..")
                .layer("assertions")
                .definedBy("..assertions..")
                .layer("report")
                .definedBy("..report..")
                .layer("ui")
                .definedBy("..ui..")
                .layer("sweep")
                .definedBy("..sweep..")
                .layer("cli")
                .definedBy("..cli..")
                .whereLayer("experiment")
                .mayNotAccessAnyLayer()
                .whereLayer("observation")
                .mayNotAccessAnyLayer()
                .whereLayer("diagnosis")
                .mayOnlyAccessLayers("observation")
                .whereLayer("network")
                .mayOnlyAccessLayers("experiment", "observation")
                .whereLayer("assertions")
                .mayOnlyAccessLayers("observation", "diagnosis")
                .whereLayer("training")
                .mayOnlyAccessLayers("experiment", "network", "observation")
                .whereLayer("storage")
                .mayOnlyAccessLayers("experiment", "network", "observation", "training")
                .whereLayer("recording")
                .mayOnlyAccessLayers("observation", "storage")
                .whereLayer("report")
                .mayOnlyAccessLayers("experiment", "network", "observation", "training", "storage", "sweep")
                .whereLayer("sweep")
                .mayOnlyAccessLayers("experiment", "network", "observation", "training", "storage")
                .whereLayer("ui")
                .mayOnlyAccessLayers("experiment", "network", "storage", "recording")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(classes);
    }

    @Test
    void thereAreNoCircles() {
        slices().matching("org.gradientflow.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void observationKnowsOnlyDeeplearning4j() {
        noClasses()
                .that()
                .resideInAPackage("org.gradientflow.observation..")
                .should()
                .dependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        "org.gradientflow.observation..", "org.deeplearning4j..", "org.nd4j..", "java..")))
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
