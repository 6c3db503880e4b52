package org.gradientflow.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.foreign.Entries;
import org.gradientflow.training.Session;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code model.zip}, the original's {@code Saver}: what DL4J's {@link ModelSerializer} writes, updater state included, and
 * beside it {@code gradientflow.json}, which remembers the experiment and its steps so that training can go on.
 *
 * <p>Reading takes only numbers from the file: the network is built from the experiment, so that a foreign file can't name
 * classes to load.
 */
public final class ModelFile {
    /** Its name in the folder of a case. */
    public static final String NAME = "model.zip";

    private static final String MEMORY = "gradientflow.json";

    /** Bytes of {@value #MEMORY}: 10,000 weights and 1,000 steps are less. */
    private static final int MOST_MEMORY = 1 << 20;

    private ModelFile() {}

    /** What is written as {@value #MEMORY}. */
    private record Remembered(Experiment experiment, int step, Session.Memory memory) {
        Remembered {
            if (step < 0 || step > experiment.steps()) {
                throw new IllegalArgumentException("step must be from 0 to " + experiment.steps() + ", not " + step);
            }
        }
    }

    /**
     * What a file holds.
     *
     * @param experiment that was trained
     * @param step how many steps were done
     * @param network after them, with the updater's state
     * @param memory of them
     */
    public record Saved(Experiment experiment, int step, MultiLayerNetwork network, Session.Memory memory) {}

    /**
     * Saves a session.
     *
     * @param file written atomically
     * @param session between two steps
     * @throws IOException when it can't be written
     */
    public static void write(Path file, Session session) throws IOException {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        ModelSerializer.writeModel(session.network(), model, true);
        byte[] memory = Json.MAPPER.writeValueAsBytes(
                new Remembered(session.experiment(), session.network().getIterationCount(), session.memory()));
        // Copied, as a zip file system would leave a temporary file behind where the program is killed.
        AtomicFile.write(file, part -> {
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(model.toByteArray()));
                    ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
                out.putNextEntry(new ZipEntry(MEMORY));
                out.write(memory);
            }
        });
    }

    /**
     * Reads a saved session.
     *
     * @param file written by {@link #write}
     * @return what it holds
     * @throws BadFileException for anything that {@link #write} did not write whole
     * @throws IOException when it can't be read
     */
    public static Saved read(Path file) throws IOException {
        return open(file, ModelFile::read);
    }

    /**
     * Reads the experiment and its steps only, without a network.
     *
     * @param file written by {@link #write}
     * @return the memory
     * @throws BadFileException for anything that {@link #write} did not write whole
     * @throws IOException when it can't be read
     */
    public static Session.Memory readMemory(Path file) throws IOException {
        return open(file, entries -> remembered(entries).memory());
    }

    private interface Reading<T> {
        T of(Entries entries) throws IOException;
    }

    private static <T> T open(Path file, Reading<T> reading) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder; give the model.zip in it");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return of(new Entries(file, zip), reading);
        } catch (ZipException | EOFException notAZip) {
            throw new BadFileException(file, "is not a complete zip file; give the model.zip of a run");
        }
    }

    private static <T> T of(Entries entries, Reading<T> reading) throws IOException {
        try {
            return reading.of(entries);
        } catch (OutOfMemoryError large) {
            throw entries.tooLarge();
        }
    }

    private static Saved read(Entries entries) throws IOException {
        Remembered remembered = remembered(entries);
        Experiment experiment = remembered.experiment();
        // Before the network is made: a foreign file must not make this program ask for any amount of memory.
        entries.checkArray(ModelSerializer.COEFFICIENTS_BIN, Networks.parameters(experiment));
        MultiLayerNetwork network = Networks.create(experiment);
        network.params().assign(entries.array(ModelSerializer.COEFFICIENTS_BIN, network.params()));
        INDArray state = network.getUpdater().getStateViewArray();
        if (state != null) {
            network.getUpdater().setStateViewArray(network, entries.array(ModelSerializer.UPDATER_BIN, state), false);
        }
        int start = remembered.memory().start().length;
        if (start != network.getParam(Session.FIRST_LAYER).length()) {
            throw new BadFileException(
                    entries.file(), MEMORY + " has a different first layer, with " + start + " weights");
        }
        network.getLayerWiseConfigurations().setIterationCount(remembered.step());
        return new Saved(experiment, remembered.step(), network, remembered.memory());
    }

    private static Remembered remembered(Entries entries) throws IOException {
        if (!entries.has(MEMORY)) {
            throw new BadFileException(entries.file(), "has no " + MEMORY + "; give a model.zip that 'run' saved");
        }
        try {
            return Json.read(entries.bytes(MEMORY, MOST_MEMORY), Remembered.class);
        } catch (JsonProcessingException damaged) {
            throw new BadFileException(entries.file(), MEMORY + " is damaged: " + Json.why(damaged));
        }
    }
}
