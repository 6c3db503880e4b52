package org.gradientflow.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.gradientflow.diagnosis.verdict.Severity;

/** The settings of a {@link TrainingWatch}, as its builder made them. */
record WatchSettings(
        int every,
        int warmup,
        TrainingWatch.When confirm,
        Duration budget,
        long memory,
        Optional<Path> folder,
        Optional<Severity> stopOn,
        Consumer<Alarm> onFinding) {}
