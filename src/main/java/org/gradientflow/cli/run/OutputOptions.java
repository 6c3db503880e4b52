package org.gradientflow.cli.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.gradientflow.cli.saved.TensorBoardFolders;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.ConsoleOutput;
import org.gradientflow.cli.terminal.WholeNumber;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Numbers;
import org.gradientflow.storage.file.Folders;
import org.gradientflow.watch.Alarm;
import org.gradientflow.watch.TrainingWatch;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Options for the results of a training and for watching it. */
final class OutputOptions {
    @Option(names = "--out", paramLabel = "FOLDER", description = "Folder for the results; must not exist (runs/TIME).")
    Path out;

    @Option(
            names = "--every",
            converter = WholeNumber.Every.class,
            paramLabel = "N",
            defaultValue = "10",
            description = "Record step 0 and every Nth step after it (${DEFAULT-VALUE}).")
    int every;

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description = "Also write event files for TensorBoard, in a folder train_log_... for each case.")
    Path tensorboard;

    @Option(
            names = "--ui",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Serve DL4J's training UI until Ctrl-C (yes).")
    boolean ui;

    @Option(
            names = "--port",
            converter = WholeNumber.Port.class,
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Port of the UI (${DEFAULT-VALUE}); 0 takes any free one.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address of the UI (${DEFAULT-VALUE}).")
    String host;

    @Option(
            names = "--diagnosis",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Let the doctor examine a new network of each case after its training (yes).")
    boolean diagnosis;

    /** What becomes of an alarm. */
    enum Watching {
        NO,
        SAY,
        STOP
    }

    static final class WatchingConverter implements ITypeConverter<Watching> {
        @Override
        public Watching convert(String text) {
            return Arrays.stream(Watching.values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not say, stop or no"));
        }
    }

    @Option(
            names = "--watch",
            arity = "0..1",
            converter = WatchingConverter.class,
            paramLabel = "say|stop",
            defaultValue = "no",
            fallbackValue = "say",
            description = "Watch each training, and say what the doctor confirms; with =stop also end it then.")
    Watching watching;

    @Option(names = "--trace", description = "Print every step as the Stack Overflow question does: I, W and distance.")
    boolean trace;

    /** Java puts this character for bytes of an argument that the locale can't decode. */
    private static final char UNREADABLE = '\uFFFD';

    @Spec(Target.MIXEE)
    private CommandSpec command;

    /** A watch of one case's training; empty where none is wanted. */
    Optional<TrainingWatch> watch(Path folder, Consumer<Alarm> listener) {
        return watching == Watching.NO
                ? Optional.empty()
                : Optional.of(TrainingWatch.builder()
                        .saveOnFinding(folder.resolve("alarms"))
                        .confirm(watching == Watching.STOP ? TrainingWatch.When.NOW : TrainingWatch.When.BACKGROUND)
                        .onFinding(listener)
                        .build());
    }

    /** A case's folder for TensorBoard, which does not exist yet; null if no event files are wanted. */
    Path events(Experiment experiment) throws IOException {
        return tensorboard == null ? null : new TensorBoardFolders(tensorboard).free(experiment);
    }

    ConsoleOutput console() {
        return new ConsoleOutput(command);
    }

    /** Checks what picocli does not check. */
    void check() {
        if (every < 1) {
            throw new BadInputException("--every must be 1 or more, not " + every);
        }
        if (port < 0 || port > 65_535) {
            throw new BadInputException("--port must be from 0 to 65,535, not " + Numbers.count(port));
        }
        if (out != null && out.toString().isBlank()) {
            throw new BadInputException("--out must name a folder");
        }
        if (out != null && out.toString().indexOf(UNREADABLE) >= 0) {
            throw new BadInputException("--out has characters that this locale can't read; set LC_ALL=C.UTF-8");
        }
    }

    /** Creates the folder for the results. */
    Path createFolder(LocalDateTime now) throws IOException {
        if (out != null) {
            return Folders.createNew(out);
        }
        Path runs = Path.of("runs");
        String time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss").format(now);
        for (int number = 1; ; number++) {
            try {
                return Folders.createNew(runs.resolve(number == 1 ? time : time + "-" + number));
            } catch (FileAlreadyExistsException sameSecond) {
                // Another run started in this second: the next number.
            }
        }
    }
}
