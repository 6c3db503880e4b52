package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.factory.Nd4j;

class IsolatedThreadTest {
    @Test
    void worksOnADaemonOfThatName() {
        Thread thread = IsolatedThread.call("aside", "nothing was done", Thread::currentThread);

        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat(thread.getName()).isEqualTo("aside");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        RuntimeException exception = new RuntimeException("exception");
        Error error = new Error("error");
        IOException checked = new IOException("checked");

        assertThatThrownBy(() -> IsolatedThread.call("aside", "", () -> {
                    throw exception;
                }))
                .isSameAs(exception);
        assertThatThrownBy(() -> IsolatedThread.call("aside", "", () -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThatThrownBy(() -> IsolatedThread.call("aside", "", () -> {
                    throw checked;
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasCause(checked);
    }

    @Test
    void anInterruptReachesTheWorkAndIsKept() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);

        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> IsolatedThread.call("aside", "a test slept", () -> {
                    caller.interrupt();
                    try {
                        Thread.sleep(TimeUnit.MINUTES.toMillis(1));
                    } finally {
                        ended.countDown();
                    }
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted while a test slept");

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(ended.await(30, TimeUnit.SECONDS))
                .as("the work, long before a minute")
                .isTrue();
    }

    @Test
    void leavesNoWorkspaceBehind() {
        MemoryWorkspace left = IsolatedThread.call("aside", "", () -> {
            WorkspaceConfiguration kilobyte =
                    WorkspaceConfiguration.builder().initialSize(1024).build();
            try (MemoryWorkspace scope = Nd4j.getWorkspaceManager().getAndActivateWorkspace(kilobyte, "of the aside")) {
                assertThat(scope.getCurrentSize()).isPositive();
                return scope;
            }
        });
        assertThat(left.getCurrentSize()).isZero();
    }

    @Test
    void collectsNoGarbage() {
        long before = afterAMillisecond();
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        long collected = afterAMillisecond();
        assertThat(collected).as("ND4J's own does").isGreaterThan(before);

        IsolatedThread.call("aside", "", () -> Nd4j.ones(2));

        assertThat(Nd4j.getMemoryManager().getLastGcTime()).isEqualTo(collected);
    }

    /** When ND4J last asked for a collection, read so late that the next one would be seen. */
    private static long afterAMillisecond() {
        long last = Nd4j.getMemoryManager().getLastGcTime();
        while (System.currentTimeMillis() <= last) {
            Thread.onSpinWait();
        }
        return last;
    }

    @Test
    void everySeedIsOneSequence() {
        assertThat(first(0)).isEqualTo(first(0)).isNotEqualTo(first(1));
        assertThat(first(1)).isEqualTo(first(1)).isNotEqualTo(first(2));
    }

    private static double first(long seed) {
        return IsolatedThread.call("aside", "", () -> {
            IsolatedThread.seed(seed);
            return Nd4j.getRandom().nextDouble();
        });
    }
}
