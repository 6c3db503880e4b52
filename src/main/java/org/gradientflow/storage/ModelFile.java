package org.gradientflow.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.training.Session;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code model.zip}, the original's {@code Saver}: what DL4J's {@link ModelSerializer} writes, updater state included, and
 * beside it {@code gradientflow.json}, which remembers the experiment and its steps so that training can go on.
 *
 * <p>Reading takes only numbers from the file: the network is built from the experiment, so that a foreign file can't name
 * classes to load.
 */
public final class ModelFile {
    private static final String MEMORY = "gradientflow.json";

    /** Of an entry; a network of this project's largest size is smaller. */
    private static final long MOST_BYTES = 1L << 30;

    private ModelFile() {}

    /** What is written as {@value #MEMORY}. */
    private record Remembered(Experiment experiment, int step, Session.Memory memory) {}

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
        AtomicFile.write(file, part -> {
            ModelSerializer.writeModel(session.network(), part.toFile(), true);
            try (FileSystem zip = FileSystems.newFileSystem(part)) {
                Files.write(
                        zip.getPath(MEMORY),
                        Json.MAPPER.writeValueAsBytes(new Remembered(
                                session.experiment(), session.network().getIterationCount(), session.memory())));
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
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Remembered remembered = remembered(file, zip);
            MultiLayerNetwork network = Networks.create(remembered.experiment());
            network.params().assign(array(file, zip, ModelSerializer.COEFFICIENTS_BIN, network.params()));
            INDArray state = network.getUpdater().getStateViewArray();
            if (state != null) {
                network.getUpdater()
                        .setStateViewArray(network, array(file, zip, ModelSerializer.UPDATER_BIN, state), false);
            }
            network.getLayerWiseConfigurations().setIterationCount(remembered.step());
            return new Saved(remembered.experiment(), remembered.step(), network, remembered.memory());
        } catch (ZipException notAZip) {
            throw new BadFileException(file, "not a whole zip file; give the model.zip of a run");
        }
    }

    private static Remembered remembered(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MEMORY);
        if (entry == null) {
            throw new BadFileException(file, "no " + MEMORY + " in it; give a model.zip that 'run' saved");
        }
        try {
            Remembered remembered = Json.MAPPER.readValue(bytes(file, zip, entry), Remembered.class);
            if (remembered.experiment() == null || remembered.memory() == null || remembered.step() < 0) {
                throw new BadFileException(file, MEMORY + " is not complete");
            }
            return remembered;
        } catch (JsonProcessingException damaged) {
            throw new BadFileException(file, MEMORY + " is damaged: " + damaged.getOriginalMessage());
        }
    }

    private static INDArray array(Path file, ZipFile zip, String name, INDArray like) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BadFileException(file, "no " + name + " in it; it was saved by something else");
        }
        INDArray array;
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes(file, zip, entry)))) {
            array = Nd4j.read(data);
        } catch (IOException | RuntimeException damaged) {
            throw new BadFileException(file, name + " is damaged");
        }
        if (array.length() != like.length() || array.dataType() != like.dataType()) {
            throw new BadFileException(
                    file,
                    "%s holds %d %s values where the experiment has %d %s"
                            .formatted(name, array.length(), array.dataType(), like.length(), like.dataType()));
        }
        return array.reshape(like.shape());
    }

    private static byte[] bytes(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        if (entry.getSize() > MOST_BYTES) {
            throw new BadFileException(file, entry.getName() + " claims " + entry.getSize() + " bytes");
        }
        try (InputStream input = zip.getInputStream(entry)) {
            return input.readNBytes((int) MOST_BYTES);
        }
    }
}
