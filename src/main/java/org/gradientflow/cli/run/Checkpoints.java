package org.gradientflow.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;

/** Saves the model every {@link #EVERY}, so that a killed training can be resumed. By time, because steps differ in cost. */
public final class Checkpoints implements Step.Listener {
    /** A killed training loses at most about this much work. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    private final Path model;
    private final Session session;
    private final LongSupplier nanoTime;
    private long saved;

    public Checkpoints(Path model, Session session, LongSupplier nanoTime) {
        this.model = model;
        this.session = session;
        this.nanoTime = nanoTime;
        this.saved = nanoTime.getAsLong();
    }

    @Override
    public void after(Step step, MultiLayerNetwork network) {
        if (nanoTime.getAsLong() - saved >= EVERY.toNanos()) {
            try {
                ModelFile.write(model, session);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            saved = nanoTime.getAsLong();
        }
    }
}
