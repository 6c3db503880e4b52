package org.gradientflow.storage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Floats;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.file.Lines;
import org.gradientflow.storage.file.WriteFailure;
import org.gradientflow.storage.table.Csv;
import org.gradientflow.training.Step;

/**
 * {@code trace.csv}: one line for each step, with the values before the step's update. A trace with the first layer's weights
 * has one more line with the final weights. A printed number that is read as float32 has the bits that were computed.
 */
public final class TraceFile implements Step.Listener, AutoCloseable {
    /** The first columns. */
    public static final String HEADER = "step,x0,loss,estimate0";

    private final Path target;
    private final BufferedWriter writer;
    private final String weightsKey;
    private String weights = "";
    private boolean published;

    /**
     * Begins a file without weights.
     *
     * @param target the file's final path
     * @throws IOException when it can't be written
     */
    public TraceFile(Path target) throws IOException {
        this(target, null, 0);
    }

    /**
     * Begins a file with the values of one parameter before each step, in columns {@code W_0, W_1, ...}.
     *
     * @param target the file's final path
     * @param weightsKey DL4J's key, or null for none
     * @param count of values
     * @throws IOException when it can't be written
     */
    public TraceFile(Path target, String weightsKey, int count) throws IOException {
        this.target = target;
        this.weightsKey = weightsKey;
        AtomicFile.tidy(target, Files::deleteIfExists);
        try {
            this.writer = Files.newBufferedWriter(AtomicFile.part(target));
        } catch (IOException failure) {
            throw AtomicFile.naming(target, failure);
        }
        writer.write(HEADER);
        for (int i = 0; i < count; i++) {
            writer.write(",W_" + i);
        }
        writer.write('\n');
    }

    /**
     * Reads the steps of a file and ignores weights in it.
     *
     * @param file published
     * @param steps receives each step
     * @throws BadFileException naming the line that is wrong
     * @throws IOException when it can't be read
     */
    public static void forEach(Path file, Consumer<Step> steps) throws IOException {
        try (Lines lines = Lines.of(file)) {
            String header = lines.next();
            if (header == null || !header.startsWith(HEADER)) {
                throw new BadFileException(file, "does not begin with " + HEADER);
            }
            for (String line = lines.next(); line != null; line = lines.next()) {
                step(file, lines.number(), Csv.cells(line)).ifPresent(steps);
            }
        }
    }

    /** Empty for the last line, which has weights only. */
    private static Optional<Step> step(Path file, long number, String[] cells) throws BadFileException {
        if (cells.length > 3 && cells[1].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Step(
                    Integer.parseInt(cells[0]),
                    Float.parseFloat(cells[1]),
                    Float.parseFloat(cells[2]),
                    Float.parseFloat(cells[3])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
            throw new BadFileException(file, number, "is not a whole line of " + HEADER);
        }
    }

    @Override
    public void before(int index, MultiLayerNetwork network) {
        weights = values(network);
    }

    @Override
    public void after(Step step, MultiLayerNetwork network) {
        try {
            write(step.index() + "," + step.x0() + "," + step.loss() + "," + step.estimate0() + weights + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Adds the line with the final weights.
     *
     * @param steps done
     * @param network trained
     * @throws IOException when it can't be written
     */
    public void finish(int steps, MultiLayerNetwork network) throws IOException {
        write(steps + ",,," + values(network) + "\n");
    }

    private void write(String line) throws IOException {
        try {
            writer.write(line);
        } catch (IOException failure) {
            throw WriteFailure.naming(target, failure);
        }
    }

    private String values(MultiLayerNetwork network) {
        if (weightsKey == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (float value : Floats.of(network.getParam(weightsKey))) {
            text.append(',').append(value);
        }
        return text.toString();
    }

    /**
     * Ends the file and gives it its final name.
     *
     * @throws FileAlreadyExistsException when another file has the name by now; it stays
     * @throws IOException when it can't be written
     */
    public void publish() throws IOException {
        try {
            writer.close();
        } catch (IOException failure) {
            throw WriteFailure.naming(target, failure);
        }
        AtomicFile.publishNew(target);
        published = true;
    }

    /** Deletes what was written, unless it was published. */
    @Override
    public void close() throws IOException {
        if (published) {
            return;
        }
        try {
            writer.close();
        } catch (IOException full) {
            // It would be deleted if it were whole.
        }
        Files.deleteIfExists(AtomicFile.part(target));
    }
}
