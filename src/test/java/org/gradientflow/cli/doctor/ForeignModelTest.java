package org.gradientflow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.benchmark.fuzz.ForeignFiles;
import org.gradientflow.cli.fixture.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A foreign model file is data: what it names is made only if it is DL4J's, or if the user allows it by name. */
class ForeignModelTest {
    private static final String LOSS = "org.nd4j.linalg.lossfunctions.impl.LossMCXENT";

    @TempDir
    static Path folder;

    private static Path model;
    private static Path table;
    private static final List<String> RAN = new ArrayList<>();

    /** Says so when anything of it runs: its initialiser, its constructor, a setter. */
    public static final class Gadget extends LossMCXENT {
        private static final long serialVersionUID = 1;

        static {
            RAN.add("initialiser");
        }

        public Gadget() {
            RAN.add("constructor");
        }

        public void setSoftmaxClipEps(double value) {
            RAN.add("setter");
        }
    }

    /** Says so when it is deserialised. */
    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            RAN.add("readObject");
        }
    }

    /** Anything at all, in no relation to DL4J. */
    public static final class Bystander {
        static {
            RAN.add("bystander");
        }
    }

    /** The same, for a normalizer. */
    public static final class Strategy {
        static {
            RAN.add("strategy");
        }
    }

    /** A loss of somebody's own. */
    public static final class OwnLoss extends LossMCXENT {
        private static final long serialVersionUID = 1;
    }

    @BeforeAll
    static void files() throws IOException {
        model = ForeignFiles.save(folder.resolve("model.zip"), ForeignFiles.classifier());
        table = Files.writeString(folder.resolve("data.csv"), ForeignFiles.clusters(60));
    }

    @BeforeEach
    void forget() {
        RAN.clear();
    }

    private static Path naming(String other) throws IOException {
        return ForeignFiles.reworded(
                model,
                folder.resolve(Integer.toHexString(other.hashCode()) + ".zip"),
                LOSS,
                other.replace("\"", "\\\""));
    }

    private static Cli doctor(Path model, Object... more) {
        List<Object> all = new ArrayList<>(
                List.of("doctor", model, "--data", table, "--features", "0,1", "--labels", "2", "--steps", "20"));
        all.addAll(Arrays.asList(more));
        return Cli.run(all.toArray());
    }

    private static void assertRefused(Path model, String why) {
        Cli result = doctor(model);
        assertThat(result.err()).isEqualTo("gradientflow: " + model + ": " + why + System.lineSeparator());
        assertThat(result.code()).isEqualTo(2);
        assertThat(RAN).isEmpty();
    }

    private static String notLoaded(String name) {
        return "names the class '%s', which is not part of DL4J and is not loaded; if you trust it, add --allow '%s'"
                .formatted(name, name);
    }

    @Test
    void aGadgetThatLooksLikeALossIsRefusedAndNothingOfItRuns() throws IOException {
        Path attempt = naming(Gadget.class.getName());

        assertRefused(attempt, notLoaded(Gadget.class.getName()));
        assertRefused(naming(Bystander.class.getName()), notLoaded(Bystander.class.getName()));

        // The attempt is a real one: DL4J itself runs all of it.
        MultiLayerNetwork taken = ModelSerializer.restoreMultiLayerNetwork(attempt.toFile());
        assertThat(taken).isNotNull();
        assertThat(RAN).contains("initialiser", "constructor", "setter");
    }

    @Test
    void aClassThatHidesBehindDl4jsNamesIsRefused() throws IOException {
        for (String name : List.of(
                LOSS + "<" + Bystander.class.getName() + ">",
                "java.util.EnumMap<" + Bystander.class.getName() + ",java.lang.Object>",
                "[L" + Bystander.class.getName() + ";")) {
            Path attempt = naming(name);
            assertThat(doctor(attempt).err())
                    .startsWith("gradientflow: " + attempt + ": names the class '")
                    .contains("this is not a valid name of a class")
                    .hasLineCount(1);
        }
        assertRefused(naming("org.deeplearning4j.ui.api.UIServer"), notLoaded("org.deeplearning4j.ui.api.UIServer"));
        assertRefused(naming("org.deeplearning4jx.Loss"), notLoaded("org.deeplearning4jx.Loss"));
        assertThat(RAN).isEmpty();
    }

    @Test
    void aTextThatNamesAClassIsRefusedWhereverItStands() throws IOException {
        Path value = ForeignFiles.reworded(
                model, folder.resolve("value.zip"), "\"layer0\"", "\"" + Bystander.class.getName() + "\"");
        assertRefused(value, notLoaded(Bystander.class.getName()));
        Path field = ForeignFiles.reworded(
                model, folder.resolve("field.zip"), "\"seed\"", "\"" + Bystander.class.getName() + "\"");
        assertRefused(field, notLoaded(Bystander.class.getName()));
    }

    private static Path serialisedAs(String entry) throws IOException {
        ByteArrayOutputStream serialised = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serialised)) {
            out.writeObject(new Trap());
        }
        return ForeignFiles.changed(model, folder.resolve(entry + ".zip"), entry, none -> serialised.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ModelSerializer.COEFFICIENTS_BIN,
                ModelSerializer.UPDATER_BIN,
                ModelSerializer.NORMALIZER_BIN,
                ModelSerializer.CONFIGURATION_JSON
            })
    void aSerialisedObjectInPlaceOfAnEntryIsRefused(String entry) throws IOException {
        Path attempt = serialisedAs(entry);
        assertRefused(
                attempt,
                entry + " is damaged" + (entry.equals(ModelSerializer.CONFIGURATION_JSON) ? ": it is not JSON" : ""));
    }

    @Test
    void serialisedObjectsAreNotRead() throws IOException {
        Path attempt = serialisedAs(ModelSerializer.PREPROCESSOR_BIN);

        assertThat(doctor(attempt).code()).isNotEqualTo(2);
        assertThat(RAN).isEmpty();

        catchThrowable(() -> ModelSerializer.restoreMultiLayerNetwork(attempt.toFile()));
        assertThat(RAN).contains("readObject");
    }

    @Test
    void aNormalizerOfACustomKindIsNotLoaded() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF("NORMALIZER");
            out.writeInt(1);
            out.writeUTF("CUSTOM");
            out.writeUTF(Strategy.class.getName());
        }
        Path attempt = ForeignFiles.changed(
                model, folder.resolve("custom.zip"), ModelSerializer.NORMALIZER_BIN, none -> bytes.toByteArray());

        assertRefused(attempt, "has a normalizer of a custom kind, which is not loaded; save the model without it");

        // The attempt is a real one.
        catchThrowable(() -> ModelSerializer.restoreNormalizerFromFile(attempt.toFile()));
        assertThat(RAN).contains("strategy");
    }

    @Test
    void whatTheUserAllowsIsLoadedAndNothingElse() throws IOException {
        Path own = naming(OwnLoss.class.getName());

        assertRefused(own, notLoaded(OwnLoss.class.getName()));
        assertThat(doctor(own, "--allow", OwnLoss.class.getName()).code()).isNotEqualTo(2);
        assertThat(doctor(own, "--allow", Gadget.class.getName()).err()).contains(notLoaded(OwnLoss.class.getName()));
        assertThat(doctor(own, "--allow", "com.acme.Else", "--allow", OwnLoss.class.getName())
                        .code())
                .isNotEqualTo(2);
        Path missing = naming("com.acme.MyLoss");
        assertThat(doctor(missing, "--allow", "com.acme.MyLoss").err())
                .isEqualTo("gradientflow: " + missing
                        + ": uses the class 'com.acme.MyLoss', which is not on the class path; add its jar:"
                        + " java -cp gradientflow.jar:ITS.jar org.gradientflow.cli.Main"
                        + System.lineSeparator());
    }
}
