package org.gradientflow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases under watch, as a command. */
class RunWatchTest {
    @TempDir
    Path folder;

    @Test
    void anAlarmEndsTheTrainingAndIsSaved() throws IOException {
        Path out = folder.resolve("out");
        Cli run = Cli.run("run", "three-layer", "--watch=stop", "--steps", "500", "--no-ui", "--out", out);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("three-layer was stopped at step 51 of 500", "To continue: resume ");
        Path alarm = out.resolve("three-layer/alarms/vanishing-50.zip");
        assertThat(alarm).isRegularFile();
        DiagnosisRecord record =
                DiagnosisRecord.read(out.resolve("three-layer")).orElseThrow();
        assertThat(record.verdict()).isEqualTo(Outcome.SICK);
        assertThat(record.examined()).isEqualTo("the training itself, at step 50");
        assertThat(record.findings().get(0).cause()).isEqualTo("vanishing");
        assertThat(Cli.run("doctor", alarm, "--steps", "30").out()).contains("sick");
    }

    @Test
    void anAlarmIsSaidWhileTheTrainingGoesOn() {
        Path out = folder.resolve("out");
        Cli run = Cli.run("run", "three-layer", "--watch", "--steps", "300", "--no-ui", "--no-diagnosis", "--out", out);

        assertThat(run.code()).isZero();
        assertThat(out.resolve("three-layer/alarms/vanishing-50.zip")).isRegularFile();
    }

    @Test
    void anotherWordIsRefused() {
        Cli run = Cli.run("run", "--watch=loudly");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'loudly' is not say, stop or no").hasLineCount(1);
    }
}
