package org.gradientflow.benchmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Headers that claim gigabytes: in each binary format, wherever a length may stand, one that is far more than what is there.
 * It is read or refused with one line, within a second, and without memory for what it claims.
 */
class ClaimTest {
    private static final long TEN_GIGABYTES = 10_000_000_000L;

    @TempDir
    static Path folder;

    private static List<FuzzTarget> targets;

    @BeforeAll
    static void valid() throws IOException {
        targets = FuzzTargets.in(folder);
    }

    /** MapDB's file and DL4J's storage of it take long to open. */
    @ParameterizedTest
    @CsvSource({
        "flow.bin, 160, 1",
        "coefficients.bin, 120, 1",
        "updaterState.bin, 120, 1",
        "normalizer.bin, 120, 1",
        "model.zip, 64, 2",
        "stats.bin, 128, 16"
    })
    void aClaimOfTenGigabytes(String name, int bytes, int every) throws InterruptedException {
        FuzzTarget target = FuzzTarget.named(name, targets);
        byte[] valid = target.valid().get(0);
        try (Fuzzer fuzzer = new Fuzzer(0)) {
            // Once, so that what is measured is not the loading of classes.
            assertThat(fuzzer.problem(target, valid)).isEmpty();
            for (int at = 0; at < bytes; at += every) {
                byte[] asLong = valid.clone();
                ByteBuffer.wrap(asLong).putLong(at, TEN_GIGABYTES);
                byte[] asInt = valid.clone();
                ByteBuffer.wrap(asInt).putInt(at, Integer.MAX_VALUE - 8);
                for (byte[] claim : List.of(asLong, asInt)) {
                    assertThat(fuzzer.problem(target, claim))
                            .as("%s with a claim at byte %d", name, at)
                            .isEmpty();
                }
            }
            assertThat(fuzzer.refused()).isPositive();
        }
    }
}
