package org.gradientflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.cli.run.Checkpoints;
import org.gradientflow.cli.terminal.Problems;
import org.gradientflow.experiment.Cases;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;

/**
 * A training that saves its model after every step instead of every ten seconds, so that it is killed while it writes. It
 * prints each step whose model is saved.
 */
final class Checkpointing {
    private Checkpointing() {}

    /**
     * Trains.
     *
     * @param arguments where the model goes, and the number of steps
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Session session = Session.start(Cases.TWO_LAYER.withSteps(Integer.parseInt(arguments[1])));
        AtomicLong now = new AtomicLong();
        Checkpoints checkpoints = new Checkpoints(
                folder.resolve(ModelFile.NAME), session, () -> now.addAndGet(Checkpoints.EVERY.toNanos()));
        Step.Listener listener = new Step.Listener() {
            @Override
            public void after(Step step, MultiLayerNetwork network) {
                checkpoints.after(step, network);
                System.out.println(step.index() + 1);
            }
        };
        try {
            session.run(() -> false, List.of(listener));
        } catch (UncheckedIOException full) {
            System.err.println("gradientflow: " + Problems.line(full));
            System.exit(2);
        }
    }

    /** The last step that it printed as saved; an unfinished line does not count. */
    static int lastSaved(Path own) throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            Path out = files.filter(file -> file.getFileName().toString().matches("out.*\\.txt"))
                    .findFirst()
                    .orElseThrow();
            String printed = Files.readString(out);
            return printed.substring(0, printed.lastIndexOf('\n') + 1)
                    .lines()
                    .reduce((first, last) -> last)
                    .map(Integer::parseInt)
                    .orElse(0);
        }
    }
}
