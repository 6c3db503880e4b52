package org.gradientflow.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Anyone's network, as DL4J's {@link ModelSerializer} saves it. The file may be foreign: entries are read up to a size, arrays
 * as long as they say ({@link StoredArray}), classes only if they belong in a network ({@link ClassNames}); serialised Java
 * objects, which {@link ModelSerializer} would take from a {@code preprocessor.bin}, not at all.
 *
 * @param model initialised, with its parameters and, where it was saved, its updater's state
 * @param normalizer that was saved with it
 */
public record SavedModel(Model model, Optional<DataNormalization> normalizer) {
    /** Bytes of a configuration: some hundred bytes a layer and setting. */
    private static final int MOST_CONFIGURATION = 1 << 24;

    /** Bytes of parameters or of an updater's state: VGG16, with 138 million, has half of it. */
    private static final long MOST_ARRAY = 1L << 30;

    /** Bytes of a normalizer: a few numbers a column. */
    private static final int MOST_NORMALIZER = 1 << 24;

    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};

    /**
     * Reads a file.
     *
     * @param file written by {@link ModelSerializer#writeModel}
     * @param allowed full names of classes that the file may name beside DL4J's own
     * @return what it holds
     * @throws BadFileException for anything else, and for what this program does not load
     * @throws IOException when it can't be read
     */
    public static SavedModel read(Path file, Set<String> allowed) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder; give a model that ModelSerializer saved");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return read(new Entries(file, zip), allowed);
        } catch (ZipException notAZip) {
            throw new BadFileException(
                    file,
                    isHdf5(file)
                            ? "is a Keras model (HDF5); import it with DL4J's KerasModelImport and save that with ModelSerializer"
                            : "not a whole zip file; give a model that ModelSerializer saved");
        }
    }

    private static boolean isHdf5(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return Arrays.equals(input.readNBytes(HDF5.length), HDF5);
        }
    }

    private static SavedModel read(Entries entries, Set<String> allowed) throws IOException {
        if (!entries.has(ModelSerializer.CONFIGURATION_JSON)) {
            throw new BadFileException(
                    entries.file(),
                    entries.has("model.weights.h5")
                            ? "is a Keras model; import it with DL4J's KerasModelImport and save that with ModelSerializer"
                            : "no configuration.json in it; give a model that ModelSerializer saved");
        }
        // Decoded once: what is looked at is what is loaded.
        String json = new String(
                entries.bytes(ModelSerializer.CONFIGURATION_JSON, MOST_CONFIGURATION), StandardCharsets.UTF_8);
        Set<String> fields = new ClassNames(entries.file(), allowed).check(json);
        if (!fields.contains("confs") && !fields.contains("vertices")) {
            throw new BadFileException(entries.file(), "configuration.json is not of a DL4J network");
        }
        INDArray parameters = entries.row(ModelSerializer.COEFFICIENTS_BIN, MOST_ARRAY);
        INDArray state =
                entries.has(ModelSerializer.UPDATER_BIN) ? entries.row(ModelSerializer.UPDATER_BIN, MOST_ARRAY) : null;
        try {
            Model model = fields.contains("confs") ? layered(json, parameters, state) : graph(json, parameters, state);
            return new SavedModel(model, normalizer(entries));
        } catch (RuntimeException unfit) {
            throw new BadFileException(entries.file(), "its parts make no network: " + why(unfit));
        }
    }

    private static Model layered(String json, INDArray parameters, INDArray state) {
        MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
        // As ModelSerializer does: old configurations have no data type.
        configuration.setDataType(parameters.dataType());
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init(parameters, false);
        if (state != null) {
            network.getUpdater().setStateViewArray(network, state, false);
        }
        return network;
    }

    private static Model graph(String json, INDArray parameters, INDArray state) {
        ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
        configuration.setDataType(parameters.dataType());
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init(parameters, false);
        if (state != null) {
            graph.getUpdater().setStateViewArray(state);
        }
        return graph;
    }

    private static Optional<DataNormalization> normalizer(Entries entries) throws IOException {
        if (!entries.has(ModelSerializer.NORMALIZER_BIN)) {
            return Optional.empty();
        }
        try {
            DataNormalization normalizer =
                    SavedNormalizer.read(entries.bytes(ModelSerializer.NORMALIZER_BIN, MOST_NORMALIZER));
            if (normalizer == null) {
                throw new BadFileException(entries.file(), ModelSerializer.NORMALIZER_BIN + " is damaged");
            }
            return Optional.of(normalizer);
        } catch (IllegalArgumentException unsupported) {
            throw new BadFileException(entries.file(), "has a normalizer " + unsupported.getMessage());
        }
    }

    /** The innermost message's first line. */
    private static String why(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
