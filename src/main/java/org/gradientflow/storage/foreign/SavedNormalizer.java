package org.gradientflow.storage.foreign;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;

/**
 * A normalizer as {@link NormalizerSerializer} writes it, from an untrusted file: {@link NormalizerSerializer}
 * itself would make a class that the file names, and ask for as much memory as its arrays claim.
 */
final class SavedNormalizer {
    private static final String MAGIC = "NORMALIZER";

    private final DataInputStream data;
    private final ByteArrayInputStream bytes;

    private SavedNormalizer(byte[] content) {
        bytes = new ByteArrayInputStream(content);
        data = new DataInputStream(bytes);
    }

    /**
     * Reads one.
     *
     * @param content whole
     * @return the normalizer; null where it is none, or damaged
     * @throws IllegalArgumentException with the end of a sentence, for one that is not supported
     */
    static DataNormalization read(byte[] content) {
        try {
            SavedNormalizer saved = new SavedNormalizer(content);
            DataNormalization normalizer = saved.read();
            return saved.bytes.available() > 0 ? null : normalizer;
        } catch (IOException end) {
            return null;
        }
    }

    /** Two rows of equal length: means and deviations, or bounds. */
    private record Pair(INDArray first, INDArray second) {}

    private DataNormalization read() throws IOException {
        if (!data.readUTF().equals(MAGIC) || data.readInt() != 1) {
            return null;
        }
        String type = data.readUTF();
        return switch (type) {
            case "STANDARDIZE" -> standardize();
            case "MIN_MAX" -> minMax();
            case "IMAGE_MIN_MAX" -> image();
            case "CUSTOM" ->
                throw new IllegalArgumentException("of a custom kind, which is not loaded; save the model without it");
            case "MULTI_STANDARDIZE", "MULTI_MIN_MAX", "MULTI_HYBRID" ->
                throw new IllegalArgumentException(
                        "for several inputs, which is not supported; save the model without it");
            default -> null;
        };
    }

    private DataNormalization standardize() throws IOException {
        boolean labels = data.readBoolean();
        Pair features = pair();
        NormalizerStandardize normalizer = new NormalizerStandardize(features.first, features.second);
        normalizer.fitLabel(labels);
        if (labels) {
            Pair pair = pair();
            normalizer.setLabelStats(pair.first, pair.second);
        }
        return normalizer;
    }

    private DataNormalization minMax() throws IOException {
        boolean labels = data.readBoolean();
        NormalizerMinMaxScaler normalizer = new NormalizerMinMaxScaler(data.readDouble(), data.readDouble());
        normalizer.fitLabel(labels);
        Pair features = pair();
        normalizer.setFeatureStats(features.first, features.second);
        if (labels) {
            Pair pair = pair();
            normalizer.setLabelStats(pair.first, pair.second);
        }
        return normalizer;
    }

    private DataNormalization image() throws IOException {
        ImagePreProcessingScaler normalizer = new ImagePreProcessingScaler(data.readDouble(), data.readDouble());
        normalizer.setMaxPixelVal(data.readDouble());
        return normalizer;
    }

    private Pair pair() throws IOException {
        INDArray first = StoredArray.next(data, bytes.available());
        INDArray second = first == null ? null : StoredArray.next(data, bytes.available());
        if (second == null || second.length() != first.length() || second.dataType() != first.dataType()) {
            throw new EOFException("no two arrays alike");
        }
        return new Pair(first, second);
    }
}
