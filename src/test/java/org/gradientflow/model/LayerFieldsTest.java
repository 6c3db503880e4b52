package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;

/**
 * Every setting of every layer of DL4J, and whether it is read: {@code layer-fields.txt} is the table. A class or a field that is not in
 * it fails: decide whether it can keep a network from learning.
 */
class LayerFieldsTest {
    private static final Set<String> WHY =
            Set.of("read", "shape", "speed", "measured", "pretraining", "biases", "twin", "name");

    /** A layer of each class that has fields to read. */
    private static final Map<String, Supplier<Layer>> LAYERS = Map.ofEntries(
            Map.entry("Layer", LayerFieldsTest::dense),
            Map.entry("BaseLayer", LayerFieldsTest::dense),
            Map.entry("FeedForwardLayer", LayerFieldsTest::dense),
            Map.entry("ActivationLayer", () -> new ActivationLayer.Builder().build()),
            Map.entry("FrozenLayer", () -> new FrozenLayer(dense())),
            Map.entry("BaseWrapperLayer", () -> new LastTimeStep(recurrent())),
            Map.entry("Bidirectional", () -> new Bidirectional(recurrent())),
            Map.entry(
                    "ConvolutionLayer",
                    () -> new ConvolutionLayer.Builder(3, 3).nIn(2).nOut(3).build()),
            Map.entry(
                    "AbstractSameDiffLayer",
                    () -> new RecurrentAttentionLayer.Builder()
                            .nIn(2)
                            .nOut(3)
                            .nHeads(1)
                            .headSize(2)
                            .projectInput(true)
                            .build()),
            Map.entry(
                    "BaseOutputLayer",
                    () -> new OutputLayer.Builder(LossFunction.MSE)
                            .nIn(2)
                            .nOut(3)
                            .build()),
            Map.entry("LossLayer", () -> new LossLayer.Builder(LossFunction.MSE).build()),
            Map.entry("RnnLossLayer", () -> new RnnLossLayer.Builder(LossFunction.MSE).build()),
            Map.entry("CnnLossLayer", () -> new CnnLossLayer.Builder(LossFunction.MSE).build()),
            Map.entry(
                    "Cnn3DLossLayer",
                    () -> new Cnn3DLossLayer.Builder(Convolution3D.DataFormat.NCDHW)
                            .lossFunction(LossFunction.MSE)
                            .build()));

    /** A value of each field that is read, other than what it is in these layers. */
    private static final Map<String, Supplier<Object>> OTHER = Map.ofEntries(
            Map.entry("activationFn", ActivationCube::new),
            Map.entry("biasInit", () -> 0.25),
            Map.entry("biasUpdater", () -> new Sgd(1e-6)),
            Map.entry("constraints", () -> List.of(new MaxNormConstraint(1, Set.of("W"), 1))),
            Map.entry("fwd", LayerFieldsTest::cubed),
            Map.entry("gradientNormalization", () -> GradientNormalization.ClipL2PerLayer),
            Map.entry("gradientNormalizationThreshold", () -> 0.5),
            Map.entry("iDropout", () -> new Dropout(0.5)),
            Map.entry("iUpdater", () -> new Adam(0.3)),
            Map.entry("kernelSize", () -> new int[] {3, 2}),
            Map.entry("layer", LayerFieldsTest::cubed),
            Map.entry("lossFn", LossMAE::new),
            Map.entry("nIn", () -> 7L),
            Map.entry("nOut", () -> 7L),
            Map.entry("regularization", () -> List.of(new L2Regularization(0.1))),
            Map.entry("stride", () -> new int[] {2, 1}),
            Map.entry("underlying", LayerFieldsTest::cubed),
            Map.entry("updater", () -> new Adam(0.3)),
            Map.entry("weightInitFn", WeightInitRelu::new),
            Map.entry("weightNoise", () -> new DropConnect(0.5)));

    private static Layer dense() {
        return new DenseLayer.Builder().nIn(2).nOut(3).build();
    }

    private static Layer recurrent() {
        return new LSTM.Builder().nIn(2).nOut(3).build();
    }

    private static Layer cubed() {
        return new LSTM.Builder()
                .nIn(2)
                .nOut(3)
                .activation(new ActivationCube())
                .build();
    }

    /** Lines of the table: {@code Class: field=why field=why}. */
    private static List<String> table() throws IOException {
        try (InputStream in = LayerFieldsTest.class.getResourceAsStream("layer-fields.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** The subclasses of Layer in DL4J's jar, each with its own fields, as in the table. */
    private static List<String> scanned() throws IOException, URISyntaxException {
        Path path = Path.of(
                Layer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.contains("/conf/") && name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .map(LayerFieldsTest::loaded)
                    .filter(Layer.class::isAssignableFrom)
                    .map(type -> type.getSimpleName() + ":" + fields(type))
                    .sorted()
                    .toList();
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, LayerFieldsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fields(Class<?> layer) {
        return String.join(
                "",
                Arrays.stream(layer.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                        .map(field -> " " + field.getName())
                        .sorted()
                        .toList());
    }

    /** Class and field of what the table calls read. */
    static Stream<String> read() throws IOException {
        return table().stream()
                .flatMap(line -> Arrays.stream(line.split(" "))
                        .filter(field -> field.endsWith("=read"))
                        .map(field -> line.split(":")[0] + "." + field.replace("=read", "")));
    }

    @Test
    void everyLayerAndEverySettingIsInTheTable() throws Exception {
        assertThat(table().stream().map(line -> line.replaceAll("=\\w+", "")))
                .containsExactlyInAnyOrderElementsOf(scanned());
        assertThat(table().stream()
                        .flatMap(line -> Arrays.stream(line.split(" ")).skip(1))
                        .map(field -> field.replaceFirst("\\w+=", "")))
                .as("what the table's head explains")
                .allMatch(WHY::contains);
    }

    @ParameterizedTest
    @MethodSource("read")
    void anotherValueOfWhatIsReadGivesOtherFacts(String setting) throws Exception {
        String type = setting.substring(0, setting.indexOf('.'));
        String name = setting.substring(setting.indexOf('.') + 1);
        Layer changed = LAYERS.get(type).get();
        Field field = declared(changed.getClass(), type, name);
        field.setAccessible(true);
        field.set(changed, OTHER.get(name).get());

        assertThat(facts(changed)).isNotEqualTo(facts(LAYERS.get(type).get()));
        assertThat(facts(LAYERS.get(type).get()))
                .as("the facts of the same configuration")
                .isEqualTo(facts(LAYERS.get(type).get()));
    }

    private static Field declared(Class<?> layer, String type, String name) throws NoSuchFieldException {
        return layer.getSimpleName().equals(type)
                ? layer.getDeclaredField(name)
                : declared(layer.getSuperclass(), type, name);
    }

    /** As text: DL4J's losses and functions are values that print what they are. */
    private static String facts(Layer layer) {
        MultiLayerNetwork network = new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder().seed(1).list().layer(layer).build());
        network.init();
        return Architecture.of(network).layer("0").toString();
    }
}
