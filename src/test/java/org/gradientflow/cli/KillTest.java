package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.recording.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each command that writes, killed as by {@code kill -9} at seeded random moments, half of them when a file is half-written:
 * nothing half-written under a final name, the next start goes on or anew without cleaning up, and what it leaves in the end is
 * what an unbroken one leaves. {@code mvn -Pfaults test} does it 200 times.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
@NeedsFonts
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final long SEED = Long.getLong("kills.seed", 20);

    @TempDir
    static Path folder;

    @Test
    void killedAtAnyMomentItLosesNothingAndRepeatsNothing() throws Exception {
        Map<Victim, Victim.Unbroken> unbroken = new EnumMap<>(Victim.class);
        for (Victim victim : Victim.values()) {
            unbroken.put(victim, victim.unbroken(Files.createDirectory(folder.resolve("unbroken-" + victim))));
        }
        Random random = new Random(SEED);
        Map<Victim, AtomicInteger> inTheMiddle = new ConcurrentHashMap<>();
        AtomicInteger halves = new AtomicInteger();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> kills = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                Victim victim = Victim.values()[i % Victim.values().length];
                double moment = random.nextDouble();
                boolean half = i % 2 == 1;
                Path own = Files.createDirectory(folder.resolve("kill" + i));
                kills.add(two.submit(() -> {
                    if (kill(victim, own, moment, half, unbroken.get(victim))) {
                        inTheMiddle
                                .computeIfAbsent(victim, none -> new AtomicInteger())
                                .incrementAndGet();
                    }
                    if (victim.isWritingAFile(own)) {
                        halves.incrementAndGet();
                    }
                    return own;
                }));
            }
            for (int i = 0; i < KILLS; i++) {
                Victim victim = Victim.values()[i % Victim.values().length];
                // In this JVM, one after another: what a next start does.
                victim.check(kills.get(i).get(), unbroken.get(victim));
            }
        } finally {
            two.shutdownNow();
        }
        int middle = inTheMiddle.values().stream().mapToInt(AtomicInteger::get).sum();
        System.out.printf(
                "%d kills, %d of them in the middle: %s; %d while a file was written that takes a moment%n",
                KILLS, middle, inTheMiddle, halves.get());
        assertThat(middle).as("killed in the middle").isPositive();
        assertThat(halves).as("killed while a file was written").hasPositiveValue();
    }

    /**
     * Kills one.
     *
     * @param half not before there is a file that is half-written, where the command writes such files in a moment each
     * @return whether it had begun to write and not yet finished
     */
    private static boolean kill(Victim victim, Path own, double moment, boolean half, Victim.Unbroken unbroken)
            throws Exception {
        victim.prepare(own, unbroken);
        try (Program program = victim.start(own)) {
            Wait.until(
                    "it writes", () -> victim.writes(own) || !program.process().isAlive());
            long end = System.nanoTime() + (long) (moment * unbroken.nanos());
            while (System.nanoTime() < end && program.process().isAlive()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            while (half
                    && victim.writesEachFileInAMoment()
                    && !victim.isWritingAFile(own)
                    && program.process().isAlive()) {
                LockSupport.parkNanos(200_000);
            }
            boolean alive = program.process().isAlive();
            program.process().destroyForcibly().waitFor();
            // DL4J's ModelSerializer would leave it in the folder of a model.
            assertThat(Victim.files(own, name -> name.contains("zipfstmp"))).isEmpty();
            return alive;
        }
    }

    /** What the files below a folder hold, by their names: all but what is not yet under its final name. */
    static Map<String, byte[]> finished(Path below) throws IOException {
        return Victim.files(below, name -> !name.contains(".part") && !name.contains(".wal."));
    }
}
