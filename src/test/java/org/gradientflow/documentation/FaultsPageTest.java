package org.gradientflow.documentation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.verdict.Cause;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's messages on the page about faults are those that it gives. */
class FaultsPageTest {
    private static final Path PAGE = Path.of("src/docs/faults.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| (.+) \\| `(.+)` \\| (configuration|`init`|`fit`) \\|$", Pattern.MULTILINE);
    private static final InputType TABLE = InputType.feedForward(4);
    private static final InputType IMAGE = InputType.convolutional(8, 8, 1);
    private static final InputType SEQUENCE = InputType.recurrent(3);

    private static final Map<String, ThrowingCallable> FAULTS = Map.ofEntries(
            entry("softmax on one unit", () -> table(output(1, Activation.SOFTMAX, LossFunction.MSE))),
            entry(
                    "relu, identity or tanh under a cross-entropy",
                    () -> table(output(3, Activation.RELU, LossFunction.MCXENT))),
            entry("sigmoid under `MCXENT`", () -> table(output(3, Activation.SIGMOID, LossFunction.MCXENT))),
            entry("softmax under `XENT`", () -> table(output(3, Activation.SOFTMAX, LossFunction.XENT))),
            entry(
                    "no loss, as the last layer is a dense one",
                    () -> table(dense(3)).fit(Nd4j.rand(5, 4), Nd4j.rand(5, 3))),
            entry("layer without sizes", () -> network(null, dense(3), number())),
            entry(
                    "features with another number of columns",
                    () -> table(number()).fit(Nd4j.rand(5, 6), Nd4j.rand(5, 1))),
            entry(
                    "labels with another number of columns, or rows",
                    () -> table(number()).fit(Nd4j.rand(5, 4), Nd4j.rand(6, 1))),
            entry(
                    "a class index where one column a class is needed",
                    () -> table(classes()).fit(Nd4j.rand(5, 4), Nd4j.rand(5, 1))),
            entry(
                    "rows of a table in a convolution",
                    () -> network(IMAGE, convolution(), classes()).fit(Nd4j.rand(5, 64), Nd4j.rand(5, 3))),
            entry(
                    "no flattening before a dense layer",
                    () -> network(
                                    null,
                                    new ConvolutionLayer.Builder(3, 3)
                                            .nIn(1)
                                            .nOut(2)
                                            .build(),
                                    new OutputLayer.Builder(LossFunction.MSE)
                                            .nIn(72)
                                            .nOut(1)
                                            .activation(Activation.IDENTITY)
                                            .build())
                            .fit(Nd4j.rand(new int[] {5, 1, 8, 8}), Nd4j.rand(5, 1))),
            entry(
                    "image with the channels last",
                    () -> network(IMAGE, convolution(), classes())
                            .fit(Nd4j.rand(new int[] {5, 8, 8, 1}), Nd4j.rand(5, 3))),
            entry("rows of a table in a recurrent layer", () -> sequence().fit(Nd4j.rand(5, 3), Nd4j.rand(5, 2))),
            entry(
                    "sequences with time and features exchanged",
                    () -> sequence().fit(Nd4j.rand(new int[] {5, 7, 3}), Nd4j.rand(new int[] {5, 2, 7}))),
            entry("dropout that keeps nothing", () -> new Dropout(0)));

    @Test
    void dl4jGivesTheseMessages() throws IOException {
        Map<String, String> page = messages();
        assertThat(page.keySet()).containsExactlyInAnyOrderElementsOf(FAULTS.keySet());
        page.forEach((fault, message) ->
                assertThatThrownBy(FAULTS.get(fault)).as(fault).hasMessageContaining(message));
    }

    @Test
    void dl4jTakesTheSameNetworksWithoutTheFault() {
        assertThatCode(() -> table(number()).fit(Nd4j.rand(5, 4), Nd4j.rand(5, 1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> network(IMAGE, convolution(), classes())
                        .fit(Nd4j.rand(new int[] {5, 1, 8, 8}), Nd4j.rand(5, 3)))
                .doesNotThrowAnyException();
        assertThatCode(() -> sequence().fit(Nd4j.rand(new int[] {5, 3, 7}), Nd4j.rand(new int[] {5, 2, 7})))
                .doesNotThrowAnyException();
    }

    @Test
    void everyCauseOfTheDoctorHasItsPlace() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Arrays.stream(Cause.values()).map(Cause::id))
                .allSatisfy(id -> assertThat(page).contains("`" + id + "`"));
    }

    private static Map<String, String> messages() throws IOException {
        Map<String, String> messages = new LinkedHashMap<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            messages.put(rows.group(1), rows.group(2));
        }
        return messages;
    }

    private static MultiLayerNetwork table(Layer last) {
        return network(TABLE, dense(4), last);
    }

    private static MultiLayerNetwork sequence() {
        return network(
                SEQUENCE,
                new LSTM.Builder().nOut(4).build(),
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build());
    }

    private static MultiLayerNetwork network(InputType input, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        MultiLayerNetwork network = new MultiLayerNetwork((input == null ? list : list.setInputType(input)).build());
        network.init();
        return network;
    }

    private static DenseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
    }

    private static ConvolutionLayer convolution() {
        return new ConvolutionLayer.Builder(3, 3).nOut(2).build();
    }

    private static OutputLayer number() {
        return output(1, Activation.IDENTITY, LossFunction.MSE);
    }

    private static OutputLayer classes() {
        return output(3, Activation.SOFTMAX, LossFunction.MCXENT);
    }

    private static OutputLayer output(int units, Activation activation, LossFunction loss) {
        return new OutputLayer.Builder(loss).nOut(units).activation(activation).build();
    }
}
