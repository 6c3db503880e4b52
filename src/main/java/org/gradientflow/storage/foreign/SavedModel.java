package org.gradientflow.storage.foreign;

import java.io.EOFException;
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
import org.gradientflow.model.Architecture;
import org.gradientflow.storage.file.BadFileException;
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

    /** Parameters, or values of an updater's state: VGG16 has 138 million and, with Adam, twice as many. */
    private static final long MOST_VALUES = 1L << 28;

    /** Values of an updater's state for each parameter: AMSGrad has three, and allowed classes may have more. */
    private static final int MOST_STATE = 8;

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
        } catch (ZipException | EOFException notAZip) {
            throw new BadFileException(
                    file,
                    isHdf5(file)
                            ? "is a Keras model (HDF5); import it with DL4J's KerasModelImport and save that with ModelSerializer"
                            : "is not a complete zip file; give a model that ModelSerializer saved");
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
                            : "has no configuration.json; give a model that ModelSerializer saved");
        }
        // Decoded once: what is looked at is what is loaded.
        String json = new String(
                entries.bytes(ModelSerializer.CONFIGURATION_JSON, MOST_CONFIGURATION), StandardCharsets.UTF_8);
        Set<String> fields = new ClassNames(entries.file(), allowed).check(json);
        if (!fields.contains("confs") && !fields.contains("vertices")) {
            throw new BadFileException(entries.file(), "configuration.json does not describe a DL4J network");
        }
        try {
            Model model = fields.contains("confs") ? layered(json, entries) : graph(json, entries);
            // DL4J takes a configuration without a loss.
            Architecture.of(model);
            return new SavedModel(model, normalizer(entries));
        } catch (RuntimeException | StackOverflowError | LinkageError unfit) {
            throw new BadFileException(entries.file(), "its parts do not form a network: " + why(unfit));
        } catch (OutOfMemoryError large) {
            throw entries.tooLarge();
        }
    }

    private static Model layered(String json, Entries entries) throws IOException {
        MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
        long count = configuration.getConfs().stream()
                .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
                .reduce(0, Math::addExact);
        INDArray parameters = parameters(entries, count);
        INDArray state = state(entries, count);
        // As ModelSerializer does: old configurations have no data type.
        configuration.setDataType(parameters.dataType());
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init(parameters, false);
        if (state != null) {
            network.getUpdater().setStateViewArray(network, state, false);
        }
        return network;
    }

    private static Model graph(String json, Entries entries) throws IOException {
        ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
        long count = configuration.getVertices().values().stream()
                .mapToLong(vertex -> vertex.numParams(true))
                .reduce(0, Math::addExact);
        INDArray parameters = parameters(entries, count);
        INDArray state = state(entries, count);
        configuration.setDataType(parameters.dataType());
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init(parameters, false);
        if (state != null) {
            graph.getUpdater().setStateViewArray(state);
        }
        return graph;
    }

    private static INDArray parameters(Entries entries, long count) throws IOException {
        return entries.values(ModelSerializer.COEFFICIENTS_BIN, Math.min(count, MOST_VALUES));
    }

    /** Null where it was not saved. */
    private static INDArray state(Entries entries, long count) throws IOException {
        return entries.has(ModelSerializer.UPDATER_BIN)
                ? entries.values(ModelSerializer.UPDATER_BIN, Math.min(count, MOST_VALUES / MOST_STATE) * MOST_STATE)
                : null;
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
