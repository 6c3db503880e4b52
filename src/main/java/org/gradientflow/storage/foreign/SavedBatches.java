package org.gradientflow.storage.foreign;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.gradientflow.model.TrainingData;
import org.gradientflow.storage.file.BadFileException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of training data within a model's file: DL4J's own reader takes no notice of them. A text lists the arrays, each of which is an
 * entry of its own: {@code features 0 2048 4}.
 *
 * @param data the rows
 * @param batch rows of a step of the training that they come from
 */
public record SavedBatches(TrainingData data, int batch) {
    private static final String PREFIX = "gradientflow-";
    private static final String LIST = PREFIX + "arrays.txt";

    /** What happened, for a person. */
    private static final String NOTE = PREFIX + "alarm.txt";

    private static final String BATCH = "batch ";

    private static final List<String> KINDS = List.of("features", "labels", "feature-mask", "label-mask");

    /** Bytes of the list and of the note. */
    private static final int MOST_TEXT = 1 << 16;

    /** Values of an array: a watch keeps 64 MB of them, unless more is wanted. */
    private static final long MOST_VALUES = 1L << 28;

    /**
     * Adds rows to a model's file.
     *
     * @param model as DL4J saved it, a zip file
     * @param note what happened, for a person
     * @throws IOException if it can't be written
     */
    public void addTo(Path model, String note) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(model)) {
            List<String> lines = new ArrayList<>(List.of(BATCH + batch));
            List<List<INDArray>> arrays =
                    List.of(data.features(), data.labels(), data.featureMasks(), data.labelMasks());
            for (int kind = 0; kind < KINDS.size(); kind++) {
                for (int i = 0; i < arrays.get(kind).size(); i++) {
                    INDArray array = arrays.get(kind).get(i);
                    if (array != null) {
                        String name = KINDS.get(kind) + " " + i;
                        lines.add(name + " " + shape(array));
                        write(zip.getPath(entry(name)), array);
                    }
                }
            }
            Files.write(zip.getPath(LIST), lines);
            Files.writeString(zip.getPath(NOTE), note + "\n");
        }
    }

    private static String shape(INDArray array) {
        return Arrays.stream(array.shape()).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private static String entry(String name) {
        return PREFIX + name.replace(' ', '-') + ".bin";
    }

    private static void write(Path entry, INDArray array) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(entry)))) {
            Nd4j.write(array.dup('c'), out);
        }
    }

    /**
     * Reads the rows in a model's file, which may be foreign.
     *
     * @param file of a model
     * @return the rows; empty where there are none
     * @throws IOException if they are damaged
     */
    public static Optional<SavedBatches> read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Entries entries = new Entries(file, zip);
            return entries.has(LIST) ? Optional.of(read(entries)) : Optional.empty();
        } catch (ZipException notAZip) {
            return Optional.empty();
        }
    }

    private static SavedBatches read(Entries entries) throws IOException {
        Map<String, List<INDArray>> arrays =
                KINDS.stream().collect(Collectors.toMap(kind -> kind, kind -> new ArrayList<>()));
        String list = new String(entries.bytes(LIST, MOST_TEXT), StandardCharsets.UTF_8);
        try {
            List<String> lines = list.lines().toList();
            int batch = Integer.parseInt(lines.get(0).substring(BATCH.length()));
            for (String line : lines.subList(1, lines.size())) {
                String[] words = line.split(" ");
                List<INDArray> kind = arrays.get(words[0]);
                int index = Integer.parseInt(words[1]);
                long[] shape = Arrays.stream(words, 2, words.length)
                        .mapToLong(Long::parseLong)
                        .toArray();
                INDArray values = entries.values(entry(words[0] + " " + index), MOST_VALUES);
                pad(kind, index);
                kind.add(values.reshape('c', shape));
            }
            List<INDArray> features = arrays.get("features");
            List<INDArray> labels = arrays.get("labels");
            TrainingData data = new TrainingData(
                    features,
                    labels,
                    masks(arrays.get("feature-mask"), features.size()),
                    masks(arrays.get("label-mask"), labels.size()));
            return new SavedBatches(data, Math.max(1, batch));
        } catch (RuntimeException damaged) {
            throw new BadFileException(entries.file(), "the batches in it are damaged");
        }
    }

    private static List<INDArray> masks(List<INDArray> masks, int size) {
        if (!masks.isEmpty()) {
            pad(masks, size);
        }
        return masks;
    }

    private static void pad(List<INDArray> arrays, int size) {
        if (size > MOST_TEXT) {
            throw new IllegalArgumentException("too many arrays");
        }
        while (arrays.size() < size) {
            arrays.add(null);
        }
    }
}
