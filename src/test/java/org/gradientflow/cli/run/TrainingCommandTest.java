package org.gradientflow.cli.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gradientflow.experiment.Cases;
import org.gradientflow.training.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TrainingCommandTest {
    @TempDir
    private Path folder;

    /** Trains one case the way {@code --parallel} does. */
    @Command
    private static final class Parallel implements Callable<Integer> {
        @Mixin
        private OutputOptions output;

        private final Supplier<Session> session;

        Parallel(Supplier<Session> session) {
            this.session = session;
        }

        @Override
        public Integer call() throws IOException {
            return new TrainingCommand(output).run(List.of(new TrainingJob(Cases.TWO_LAYER, 0, session)), true);
        }
    }

    @Test
    void anErrorInATrainingEndsTheCommand() {
        Error large = new OutOfMemoryError("of a training");
        CommandLine command = new CommandLine(new Parallel(() -> {
            throw large;
        }));

        assertThatThrownBy(() -> command.execute(
                        "--no-ui", "--out", folder.resolve("out").toString()))
                .isSameAs(large);
    }
}
