package org.gradientflow.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.network.ParameterNames;
import org.junit.jupiter.params.provider.Arguments;
import org.nd4j.linalg.factory.Nd4j;

/**
 * TensorFlow 2.18's own run of a case (seed 0): initial values, inputs, every step, final values. Recorded in graph mode,
 * float32; a printed number reads back to the recorded bits.
 */
public final class Reference {
    /** A recorded step: the columns of {@code traj_*.csv.gz} by name; empty cells are NaN. */
    public record Row(int step, Map<String, Float> columns) {
        public float[] values(String prefix, int count) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = columns.get(prefix + i);
            }
            return values;
        }
    }

    /** Steps over which W is compared more strictly; with Adam, which separates chaotically later, only these are compared. */
    public static final int FIRST = 1_000;

    /** The tolerance of W over the first steps, within which TensorFlow and an independent NumPy program agree. */
    public static final float FIRST_TOLERANCE = 1e-6f;

    /** The tolerance of W at any step. */
    public static final float TOLERANCE = 1e-5f;

    private final String variant;
    private final Experiment experiment;

    public Reference(String variant, Experiment experiment) {
        this.variant = variant;
        this.experiment = experiment;
    }

    /** Every recorded trajectory: its variant and its case. */
    public static List<Arguments> recorded() {
        return List.of(
                Arguments.of("two_normal_sgd", Cases.TWO_LAYER),
                Arguments.of("three_normal_sgd", Cases.THREE_LAYER),
                Arguments.of("three_xavier_sgd", Cases.THREE_LAYER_XAVIER),
                Arguments.of("three_xavier_adam", Cases.THREE_LAYER_XAVIER_ADAM),
                Arguments.of("three_xavier_sgd_b32first", Cases.BATCH_FIRST_ELEMENT),
                Arguments.of("three_xavier_sgd_b32all", Cases.AUTOENCODER));
    }

    public Experiment experiment() {
        return experiment;
    }

    /** The case's network at TensorFlow's initial values. */
    public MultiLayerNetwork network() {
        MultiLayerNetwork network = Networks.create(experiment);
        Map<String, float[]> values =
                variables("init_" + (variant.contains("xavier") ? "xavier" : "normal") + "_seed0.csv");
        for (ParameterNames.Name name : ParameterNames.of(experiment.weightLayers())) {
            network.getParam(name.key())
                    .assign(Nd4j.create(
                            values.get(name.original()),
                            network.getParam(name.key()).shape(),
                            'c'));
        }
        return network;
    }

    public Map<String, float[]> finalValues() {
        return variables("final_" + variant + "_seed0.csv");
    }

    /** The inputs of the 10,000 steps, then of the ten evaluations. */
    public Signal inputs() {
        float[] single = floats(lines("inputs_seed0.csv"));
        int steps = experiment.steps();
        float[] all = experiment.batch() == 1 ? Arrays.copyOf(single, steps) : binary("inputs_batch32_seed0.f32");
        float[] evaluations = Arrays.copyOfRange(single, steps, steps + 10);
        float[] values = Arrays.copyOf(all, all.length + 10);
        System.arraycopy(evaluations, 0, values, all.length, 10);
        int[] next = {0};
        return batch -> {
            System.arraycopy(values, next[0], batch, 0, batch.length);
            next[0] += batch.length;
        };
    }

    public List<Row> trajectory() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(open("traj_" + variant + "_seed0.csv.gz")), StandardCharsets.UTF_8))) {
            String[] header = reader.readLine().split(",");
            return reader.lines().map(line -> row(header, line)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The ten evaluations: input and estimate. */
    public List<Trainer.Evaluation> evaluations() {
        return lines("final_" + variant + "_seed0.csv").stream()
                .filter(line -> line.startsWith("eval,"))
                .map(line -> line.split(","))
                .map(cells -> new Trainer.Evaluation(Float.parseFloat(cells[1]), Float.parseFloat(cells[2])))
                .toList();
    }

    private static Row row(String[] header, String line) {
        String[] cells = line.split(",", -1);
        Map<String, Float> columns = new HashMap<>();
        for (int i = 1; i < cells.length; i++) {
            columns.put(header[i], cells[i].isEmpty() ? Float.NaN : Float.parseFloat(cells[i]));
        }
        return new Row(Integer.parseInt(cells[0]), columns);
    }

    private static Map<String, float[]> variables(String file) {
        Map<String, float[]> values = new HashMap<>();
        for (String line : lines(file)) {
            String[] cells = line.split(",");
            if (!cells[0].equals("eval")) {
                values.put(cells[0], floats(List.of(cells).subList(3, cells.length)));
            }
        }
        return values;
    }

    private static float[] floats(List<String> texts) {
        float[] values = new float[texts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(texts.get(i));
        }
        return values;
    }

    private static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] binary(String file) {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readAllBytes();
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return values;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream open(String file) {
        return Reference.class.getResourceAsStream("/reference/" + file);
    }
}
