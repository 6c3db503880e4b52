package org.gradientflow.benchmark.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Model files and tables that this program did not write. */
public final class ForeignFiles {
    private ForeignFiles() {}

    /** Two features, three classes. */
    public static MultiLayerNetwork classifier() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-2))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(8)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    public static Path save(Path file, Model model) throws IOException {
        ModelSerializer.writeModel(model, file.toFile(), true);
        return file;
    }

    /** Three clusters around a circle, a line an example: x, y, class. */
    public static String clusters(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> {
                    double angle = 2 * Math.PI * (i % 3) / 3 + Math.sin(i) / 4;
                    return "%.4f,%.4f,%d".formatted(Math.cos(angle), Math.sin(angle), i % 3);
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A copy of a zip file with one entry changed or added. */
    public static Path changed(Path from, Path to, String entry, UnaryOperator<byte[]> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(from.toFile())) {
            for (ZipEntry each : zip.stream().toList()) {
                entries.put(each.getName(), zip.getInputStream(each).readAllBytes());
            }
        }
        entries.put(entry, change.apply(entries.getOrDefault(entry, new byte[0])));
        try (OutputStream file = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        return to;
    }

    /** A copy of a model file with one text in its configuration replaced by another. */
    public static Path reworded(Path from, Path to, String text, String other) throws IOException {
        return changed(from, to, ModelSerializer.CONFIGURATION_JSON, json -> {
            String before = new String(json, StandardCharsets.UTF_8);
            if (!before.contains(text)) {
                throw new AssertionError(text + " is not in " + before);
            }
            return before.replace(text, other).getBytes(StandardCharsets.UTF_8);
        });
    }
}
