package org.gradientflow.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmTest {
    private static final String PARENT = "org.gradientflow.parent";

    private boolean run;

    @AfterEach
    void nobodyRelaunchedTheTests() {
        System.clearProperty(PARENT);
    }

    @Test
    void anOrphanIsToldAtOnce() {
        // Not the parent of this process, as after the parent's death.
        System.setProperty(PARENT, Long.toString(ProcessHandle.current().pid()));

        Jvm.onParentExit(() -> run = true);

        assertThat(run).isTrue();
    }

    @Test
    void aChildWaitsForItsParentsEnd() {
        System.setProperty(
                PARENT,
                Long.toString(ProcessHandle.current().parent().orElseThrow().pid()));

        Jvm.onParentExit(() -> run = true);

        assertThat(run).isFalse();
    }

    @Test
    void whoeverWasNotRelaunchedWaitsForNobody() {
        Jvm.onParentExit(() -> run = true);

        assertThat(run).isFalse();
    }
}
