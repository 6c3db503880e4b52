package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.gradientflow.network.Networks;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.training.Session;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
    private static final Experiment EXPERIMENT = Cases.THREE_LAYER_XAVIER_ADAM.withSteps(20);

    @TempDir
    static Path folder;

    private static Path whole;
    private static Session session;

    @BeforeAll
    static void trainAndSave() throws IOException {
        session = Session.start(EXPERIMENT);
        session.run(() -> false, List.of());
        whole = folder.resolve("model.zip");
        ModelFile.write(whole, session);
    }

    /** Set to true by loading a class that a file names. */
    static boolean loaded;

    static final class Trap {
        static {
            loaded = true;
        }
    }

    private static float[] floats(org.nd4j.linalg.api.ndarray.INDArray array) {
        return Floats.of(array);
    }

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(whole.toFile())) {
            Enumeration<? extends ZipEntry> each = zip.entries();
            while (each.hasMoreElements()) {
                ZipEntry entry = each.nextElement();
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private static Path zip(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("changed.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private static Path with(String entry, byte[] content) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(entry, content);
        return zip(entries);
    }

    private static Path without(String entry) throws IOException {
        Map<String, byte[]> entries = entries();
        assertThat(entries.remove(entry)).isNotNull();
        return zip(entries);
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(why)
                .message()
                .hasLineCount(1);
    }

    @Test
    void everythingComesBackToTheBitAdamsMomentsIncluded() throws IOException {
        ModelFile.Saved saved = ModelFile.read(whole);

        assertThat(saved.experiment()).isEqualTo(EXPERIMENT);
        assertThat(saved.step()).isEqualTo(20);
        assertThat(saved.network().getIterationCount()).isEqualTo(20);
        assertThat(floats(saved.network().params()))
                .containsExactly(floats(session.network().params()));
        float[] moments = floats(saved.network().getUpdater().getStateViewArray());
        assertThat(moments)
                .containsExactly(floats(session.network().getUpdater().getStateViewArray()));
        assertThat(moments).hasSize(2 * 321).isNotEqualTo(new float[2 * 321]);
        assertThat(saved.memory()).usingRecursiveComparison().isEqualTo(session.memory());
    }

    @Test
    void aDivergedTrainingComesBackToo() throws IOException {
        Session diverged = Session.start(
                Cases.AUTOENCODER.withSteps(30).withLearningRate(1e6).withClip(Double.POSITIVE_INFINITY));
        diverged.run(() -> false, List.of());
        assertThat(floats(diverged.network().params())).contains(Float.NaN);
        Path file = folder.resolve("diverged.zip");
        ModelFile.write(file, diverged);

        ModelFile.Saved saved = ModelFile.read(file);

        assertThat(saved.experiment().clip()).isInfinite();
        assertThat(floats(saved.network().params()))
                .containsExactly(floats(diverged.network().params()));
        assertThat(saved.memory().pool()).isEqualTo(diverged.memory().pool());
        assertThat(saved.memory().recent()).isEqualTo(diverged.memory().recent());
    }

    @Test
    void deeplearning4jReadsItAsItsOwn() throws IOException {
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(whole.toFile(), true);

        assertThat(floats(network.params()))
                .containsExactly(floats(session.network().params()));
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Path file = folder.resolve("cut.zip");
        Random random = new Random(1);
        for (int length : random.ints(60, 0, bytes.length).toArray()) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused(file, "is not a complete zip file");
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(file, "is not a complete zip file");
    }

    /** A changed byte is noticed, or lies where nothing is read: then all is as it was. */
    @Test
    void neverTakesDamagedNumbersForGoodOnes() throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        float[] parameters = floats(session.network().params());
        Path file = folder.resolve("damaged.zip");
        int refused = 0;
        for (int position : new Random(2).ints(200, 0, bytes.length).toArray()) {
            byte[] damaged = bytes.clone();
            damaged[position] ^= 0x41;
            Files.write(file, damaged);
            try {
                ModelFile.Saved saved = ModelFile.read(file);
                assertThat(floats(saved.network().params()))
                        .as("byte " + position)
                        .containsExactly(parameters);
                assertThat(saved.memory()).usingRecursiveComparison().isEqualTo(session.memory());
            } catch (BadFileException expected) {
                assertThat(expected)
                        .hasMessageStartingWith(file + ": ")
                        .message()
                        .hasLineCount(1);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void refusesWhatIsNotAZip() throws IOException {
        Path file = Files.writeString(folder.resolve("text.zip"), "step,x0,loss\n");
        assertRefused(file, "is not a complete zip file; give the model.zip of a run");
        assertRefused(Files.write(folder.resolve("empty.zip"), new byte[0]), "is not a complete zip file");
        assertRefused(folder, "is a folder; give the model.zip in it");
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.zip"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesAForeignZip() throws IOException {
        assertRefused(zip(Map.of("hello.txt", new byte[] {1})), "has no gradientflow.json");
    }

    @Test
    void refusesAModelThatDeeplearning4jSavedAlone() throws IOException {
        Path file = folder.resolve("plain.zip");
        ModelSerializer.writeModel(Networks.create(EXPERIMENT), file.toFile(), true);
        assertRefused(file, "has no gradientflow.json; give a model.zip that 'run' saved");
    }

    @Test
    void refusesAFileWithoutItsArrays() throws IOException {
        assertRefused(without("coefficients.bin"), "no coefficients.bin; another program saved it");
        assertRefused(without("updaterState.bin"), "no updaterState.bin; another program saved it");
    }

    @Test
    void refusesArraysOfAnotherSize() throws IOException {
        byte[] moments = entries().get("updaterState.bin");
        assertRefused(
                with("coefficients.bin", moments),
                "coefficients.bin does not fit the experiment's network, which has 321 values");
        assertRefused(
                with("updaterState.bin", entries().get("coefficients.bin")),
                "updaterState.bin does not fit the experiment's network, which has 642 values");
    }

    @Test
    void refusesArraysThatAreNoArrays() throws IOException {
        byte[] noise = new byte[1_500];
        new Random(3).nextBytes(noise);
        assertRefused(with("coefficients.bin", noise), "coefficients.bin is damaged");
    }

    /** 64 MB of zeros are 64 KB of zip. */
    @Test
    void doesNotUnpackWhatIsFarTooLarge() throws IOException {
        assertRefused(
                with("coefficients.bin", new byte[64 << 20]), "coefficients.bin does not fit the experiment's network");
        assertRefused(with("gradientflow.json", new byte[64 << 20]), "gradientflow.json has 67108864 bytes, too many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"step\" : 20 | \"step\" : -1 | step must be from 0 to 20, not -1",
                "\"step\" : 20 | \"step\" : 21 | step must be from 0 to 20, not 21",
                "\"step\" : 20 | \"step\" : null | gradientflow.json is damaged",
                "\"step\" : 20 | \"step\" : \"x\" | gradientflow.json is damaged",
                "\"step\" : 20, |  | gradientflow.json is damaged",
                "\"batch\" : 1 | \"batch\" : 0 | batch must be from 1 to 100,000, not 0",
                "\"hidden\" : [ 16, 16 ] | \"hidden\" : [ 10000, 10000, 10000 ] | which has 200050001 values",
                "\"hidden\" : [ 16, 16 ] | \"hidden\" : [ null ] | gradientflow.json is damaged",
                "\"weights\" : \"xavier-uniform\" | \"weights\" : \"zavier\" | unknown initialisation 'zavier'",
                "\"weights\" : \"xavier-uniform\" | \"weights\" : null | gradientflow.json is damaged",
                "\"updater\" : \"ADAM\" | \"updater\" : \"RMSPROP\" | gradientflow.json is damaged",
                "\"name\" : \"three | \"name\" : \"../three | name must be 1 to 100 letters",
                "\"pool\" : { | \"pool\" : null, \"swamp\" : { | gradientflow.json is damaged",
                "\"start\" : [ | \"start\" : [ 1.0,  | has a different first layer, with 17 weights",
                "\"experiment\" : { | \"other\" : 1, \"experiment\" : { | gradientflow.json is damaged",
                "{ | [ | gradientflow.json is damaged",
            })
    void refusesDamagedJson(String from, String to, String why) throws IOException {
        String json = new String(entries().get("gradientflow.json"), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        String changed = json.replaceFirst(
                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to == null ? "" : to));
        assertRefused(with("gradientflow.json", changed.getBytes(StandardCharsets.UTF_8)), why);
    }

    @Test
    void loadsNoClassThatAFileNames() throws IOException {
        String trap = "org.gradientflow.storage.ModelFileTest$Trap";
        String json = new String(entries().get("gradientflow.json"), StandardCharsets.UTF_8);
        for (String poison : List.of(
                json.replaceFirst("\\{", "{ \"@class\" : \"" + trap.replace("$", "\\$") + "\","),
                json.replaceFirst(
                        "\"weights\" : \"[^\"]*\"", "\"weights\" : [ \"" + trap.replace("$", "\\$") + "\", {} ]"),
                "[ \"" + trap + "\", {} ]")) {
            assertThat(poison).contains(trap);
            assertRefused(
                    with("gradientflow.json", poison.getBytes(StandardCharsets.UTF_8)), "gradientflow.json is damaged");
        }
        // DL4J's own configuration names classes by design: it is not read at all.
        ModelFile.Saved saved = ModelFile.read(
                with("configuration.json", ("{\"@class\":\"" + trap + "\"}").getBytes(StandardCharsets.UTF_8)));

        assertThat(saved.step()).isEqualTo(20);
        assertThat(loaded).isFalse();
        new Trap();
        assertThat(loaded).as("the trap works").isTrue();
    }
}
