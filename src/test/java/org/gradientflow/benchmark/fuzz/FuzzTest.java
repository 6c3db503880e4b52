package org.gradientflow.benchmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Damaged input of every kind is read or refused with one line, at once and in bounded memory. */
class FuzzTest {
    private static final int INPUTS = 3_000;
    private static final long SEED = 7;

    @TempDir
    static Path folder;

    private static List<FuzzTarget> targets;

    @BeforeAll
    static void valid() throws IOException {
        targets = FuzzTargets.in(folder);
    }

    @TestFactory
    Stream<DynamicTest> everyReaderTakesDamagedInput() {
        return targets.stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> {
                    try (Fuzzer fuzzer = new Fuzzer(SEED)) {
                        for (int number = 0; number < Fuzz.count(targets, target, INPUTS); number++) {
                            assertThat(fuzzer.problem(target, fuzzer.input(target, number)))
                                    .as("input %d of seed %d", number, SEED)
                                    .isEmpty();
                        }
                        // Else the damage would not have reached it.
                        assertThat(fuzzer.refused()).isPositive();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyReaderReadsValidInput() {
        return targets.stream()
                .map(target -> DynamicTest.dynamicTest(
                        target.name(),
                        () -> assertThatCode(() ->
                                        target.reader().read(target.valid().get(0)))
                                .doesNotThrowAnyException()));
    }

    @Test
    void theSameSeedGivesTheSameInputs() {
        FuzzTarget target = targets.get(0);
        try (Fuzzer one = new Fuzzer(SEED);
                Fuzzer same = new Fuzzer(SEED);
                Fuzzer other = new Fuzzer(SEED + 1)) {
            assertThat(one.input(target, 3)).isEqualTo(same.input(target, 3));
            assertThat(one.input(target, 3))
                    .isNotEqualTo(other.input(target, 3))
                    .isNotEqualTo(one.input(target, 4));
        }
    }

    private static String problem(Path file, FuzzTarget.Reader reader) throws InterruptedException {
        byte[] valid = "valid".getBytes(StandardCharsets.UTF_8);
        try (Fuzzer fuzzer = new Fuzzer(SEED)) {
            return fuzzer.problem(new FuzzTarget("faulty", 1, List.of(valid), file, reader), valid)
                    .orElse("none");
        }
    }

    @Test
    void theFuzzerSeesEachKindOfFault() throws InterruptedException {
        assertThat(problem(null, input -> {})).isEqualTo("none");
        assertThat(problem(null, input -> {
                    throw new IllegalStateException("a fault");
                }))
                .startsWith("throws java.lang.IllegalStateException: a fault");
        assertThat(problem(null, input -> {
                    throw new StackOverflowError();
                }))
                .startsWith("throws java.lang.StackOverflowError");
        assertThat(problem(Path.of("a.csv"), input -> {
                    throw new IOException("is damaged");
                }))
                .isEqualTo("does not name the file: is damaged");
        assertThat(problem(null, input -> {
                    throw new IOException((String) null);
                }))
                .isEqualTo("does not say why: null");
        assertThat(problem(null, input -> {
                    long[][] rows = new long[64][];
                    for (int i = 0; i < rows.length; i++) {
                        rows[0] = new long[1 << 20];
                    }
                }))
                .isEqualTo("allocates 512 MB");
        assertThat(problem(null, input -> {
                    // Processor time, which passes slowly where other programs run.
                    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
                    long end = thread.getCurrentThreadCpuTime() + 1_050_000_000L;
                    while (thread.getCurrentThreadCpuTime() < end) {
                        Thread.onSpinWait();
                    }
                }))
                .startsWith("takes 1");
        assertThat(Fuzzer.lineProblem("a\u001b[31m")).contains("says it in control characters: a?[31m");
        assertThat(Fuzzer.lineProblem("x".repeat(2_000)))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("says it in 2000 characters"));
    }
}
