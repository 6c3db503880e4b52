package org.gradientflow.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class BackgroundStorageTest {

    private static Persistable report(int number) {
        SbeStatsReport report = new SbeStatsReport();
        report.reportIDs("session", "type", "worker", number);
        report.reportIterationCount(number);
        return report;
    }

    private static List<Integer> numbers(List<? extends Persistable> reports) {
        return reports.stream().map(r -> ((StatsReport) r).getIterationCount()).toList();
    }

    /** A storage that waits until it is released, and keeps what it gets. */
    private static final class Slow extends InMemoryStatsStorage {
        final CountDownLatch open = new CountDownLatch(1);
        final List<Persistable> got = Collections.synchronizedList(new ArrayList<>());
        final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void putUpdate(Collection<? extends Persistable> updates) {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            batches.add(updates.size());
            got.addAll(updates);
        }
    }

    @Test
    void returnsAtOnceAndStoresEverythingInOrderInBatches() {
        Slow slow = new Slow();
        BackgroundStorage background = new BackgroundStorage(slow);
        IntStream.range(0, 200).forEach(i -> background.putUpdate(report(i)));
        assertThat(slow.got).isEmpty();
        slow.open.countDown();
        background.close();
        assertThat(numbers(slow.got)).isEqualTo(IntStream.range(0, 200).boxed().toList());
        assertThat(slow.batches).hasSizeLessThan(10);
        assertThatThrownBy(() -> background.putUpdate(report(0)))
                .hasMessage("the storage is closed and takes no more records");
        background.close();
    }

    @Test
    void waitsIfTheStorageIsFarBehindAndLosesNothing() throws Exception {
        Slow slow = new Slow();
        BackgroundStorage background = new BackgroundStorage(slow);
        int many = 3 * BackgroundStorage.CAPACITY;
        Thread producer = new Thread(() -> IntStream.range(0, many).forEach(i -> background.putUpdate(report(i))));
        producer.start();
        Wait.until("the producer waits", () -> producer.getState() == Thread.State.WAITING);
        slow.open.countDown();
        producer.join();
        background.close();
        assertThat(slow.got).hasSize(many);
    }

    @Test
    void afterAnInterruptTheNextCallCloses() throws Exception {
        Slow slow = new Slow();
        BackgroundStorage background = new BackgroundStorage(slow);
        background.putUpdate(report(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(background::close).hasMessage("interrupted while waiting for the storage");
        assertThat(Thread.interrupted()).isTrue();

        Thread again = new Thread(background::close);
        again.start();
        Wait.until("it waits for the storage", () -> again.getState() == Thread.State.WAITING);
        slow.open.countDown();
        again.join();
        assertThat(slow.got).hasSize(1);
    }

    @Test
    void aFailureReachesTheTraining() throws Exception {
        BackgroundStorage background = new BackgroundStorage(new InMemoryStatsStorage() {
            @Override
            public void putUpdate(Persistable update) {
                throw new IllegalStateException("disk full");
            }
        });
        Wait.until("the failure is thrown", () -> {
            try {
                background.putUpdate(report(1));
                return false;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("could not be stored").hasMessageContaining("disk full");
                return true;
            }
        });
        assertThatThrownBy(background::close).hasMessageContaining("disk full");
    }

    @Test
    void aTrainingIsReadBackFromTheFileByTheStockStorage(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("training.dl4j");
        BatchFileStatsStorage storage = new BatchFileStatsStorage(file.toFile());
        InMemoryStatsStorage twin = new InMemoryStatsStorage();
        try (BackgroundStorage background = new BackgroundStorage(storage)) {
            MultiLayerNetwork network = Nets.threeLayer();
            network.setListeners(
                    new StepStatsListener(background, SessionId.of("filed", 0, LocalDateTime.now()), 1),
                    new StepStatsListener(twin, SessionId.of("twin", 0, LocalDateTime.now()), 1));
            Nets.train(network, 300);
        }
        storage.close();
        FileStatsStorage reopened = new FileStatsStorage(file.toFile());
        List<StatsReport> read = Reports.of(reopened);
        List<StatsReport> kept = Reports.of(twin);
        reopened.close();
        assertThat(read)
                .extracting(StatsReport::getIterationCount)
                .isEqualTo(IntStream.range(0, 300).boxed().toList());
        for (org.deeplearning4j.ui.model.stats.api.StatsType type :
                org.deeplearning4j.ui.model.stats.api.StatsType.values()) {
            assertThat(read)
                    .extracting(r -> r.getHistograms(type))
                    .isEqualTo(kept.stream().map(r -> r.getHistograms(type)).toList());
        }
    }

    @Test
    void tellsTheListenersOfEveryUpdateOfABatch(@TempDir Path folder) {
        BatchFileStatsStorage storage =
                new BatchFileStatsStorage(folder.resolve("f").toFile());
        List<Long> notified = new ArrayList<>();
        storage.registerStatsStorageListener(event -> {
            if (event.getEventType() == org.deeplearning4j.core.storage.StatsStorageListener.EventType.PostUpdate) {
                notified.add(event.getTimestamp());
            }
        });
        storage.putUpdate(List.of(report(1), report(2), report(3)));
        storage.putUpdate(List.<Persistable>of());
        storage.close();
        assertThat(notified).containsExactly(1L, 2L, 3L);
    }
}
