package org.gradientflow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.gradientflow.experiment.Cases;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.training.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @Test
    void savesAModelThatCanBeResumedWhenTheIntervalHasPassed(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("model.zip");
        Session session = Session.start(Cases.TWO_LAYER.withSteps(25));
        long[] now = {0};
        Checkpoints checkpoints = new Checkpoints(model, session, () -> now[0]);
        // Each step takes a second, so a model is due after 10 and 20 steps.
        session.run(
                () -> {
                    now[0] = session.network().getIterationCount() * 1_000_000_000L;
                    return false;
                },
                List.of(checkpoints));

        // The clock stands still within a step: the steps 10 and 20 are seen in the step after them.
        assertThat(ModelFile.read(model).step()).isEqualTo(21);
    }

    @Test
    void savesNothingBeforeTheIntervalHasPassed(@TempDir Path folder) {
        Session session = Session.start(Cases.TWO_LAYER.withSteps(5));

        session.run(() -> false, List.of(new Checkpoints(folder.resolve("model.zip"), session, () -> 0)));

        assertThat(folder).isEmptyDirectory();
    }
}
