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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradientflow.recording.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each command killed as by {@code kill -9} at seeded random moments: nothing half-written under a final name, the next start
 * goes on or anew without cleaning up, and what it leaves in the end is what an unbroken one leaves. {@code mvn -Pfaults test} does it 200
 * times.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
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
        Map<Victim, AtomicInteger> inTheMiddle = new EnumMap<>(Victim.class);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> kills = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                Victim victim = Victim.values()[i % Victim.values().length];
                double moment = random.nextDouble();
                Path own = Files.createDirectory(folder.resolve("kill" + i));
                kills.add(two.submit(() -> {
                    if (kill(victim, own, moment, unbroken.get(victim))) {
                        inTheMiddle
                                .computeIfAbsent(victim, none -> new AtomicInteger())
                                .incrementAndGet();
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
        System.out.printf("%d kills, %d of them in the middle: %s%n", KILLS, middle, inTheMiddle);
        assertThat(middle).as("killed in the middle").isPositive();
    }

    /** Whether it had begun to write and not yet finished. */
    private static boolean kill(Victim victim, Path own, double moment, Victim.Unbroken unbroken) throws Exception {
        victim.prepare(own, unbroken);
        try (Program program = Program.startSmall(own, victim.arguments(own).toArray())) {
            Wait.until(
                    "it writes", () -> victim.writes(own) || !program.process().isAlive());
            long end = System.nanoTime() + (long) (moment * unbroken.nanos());
            while (System.nanoTime() < end && program.process().isAlive()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            boolean alive = program.process().isAlive();
            program.process().destroyForcibly().waitFor();
            return alive;
        }
    }

    /** What the files below a folder hold, by their names: all but what is not yet under its final name. */
    static Map<String, byte[]> finished(Path below) throws IOException {
        return Victim.files(below, name -> !name.contains(".part") && !name.contains(".wal."));
    }
}
