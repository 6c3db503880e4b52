package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule has a test class of its name, and in it a network that has only a little of what the rule looks for. */
class RuleTestsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPackages("org.gradientflow.diagnosis.rule");

    @Test
    void everyRuleHasATestOfItsOwn() {
        List<String> rules = CLASSES.stream()
                .filter(type -> type.isAssignableTo(Rule.class)
                        && !type.isInterface()
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(rules)
                .hasSizeGreaterThan(15)
                .allSatisfy(rule -> assertThat(testsOf(rule))
                        .as("tests of %s", rule)
                        .hasSizeGreaterThan(0)
                        .anyMatch(test -> test.endsWith("NoFault")));
    }

    @Test
    void aRuleWithoutATestIsSeen() {
        assertThat(testsOf("AnotherRule")).isEmpty();
    }

    private static List<String> testsOf(String rule) {
        return CLASSES.stream()
                .filter(type -> type.getSimpleName().equals(rule + "Test"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Test.class))
                .map(JavaMethod::getName)
                .toList();
    }
}
