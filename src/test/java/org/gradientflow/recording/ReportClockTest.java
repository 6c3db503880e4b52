package org.gradientflow.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportClockTest {
    @Test
    void aClockThatJumpsLosesNoReport() {
        Iterator<Long> times = List.of(1_000L, 1_000L, 400L, 401L, 90_000L, 5L).iterator();
        ReportClock clock = new ReportClock(times::next);

        assertThat(LongStream.generate(clock::next).limit(6))
                .containsExactly(1_000L, 1_001L, 1_002L, 1_003L, 90_000L, 90_001L);
    }
}
