package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ParameterRecorderTest {
    private final List<ParameterValues> snapshots = new ArrayList<>();

    private static INDArray row(double value) {
        return Nd4j.createFromArray(new float[][] {{(float) value}});
    }

    private static MultiLayerNetwork dense(int width, DataType type, boolean frozen) {
        DenseLayer hidden = new DenseLayer.Builder()
                .nIn(1)
                .nOut(width)
                .activation(Activation.TANH)
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .updater(new Sgd(0.1))
                .list()
                .layer(frozen ? new FrozenLayer(hidden) : hidden)
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(width)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static float[] rowMajor(INDArray array) {
        return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
    }

    /** Against a copy of the network that computes the step's gradient and does not train. */
    private void assertSnapshot(ParameterValues snapshot, Model before, Map<String, INDArray> gradients) {
        List<String> keys = List.copyOf(before.paramTable().keySet());
        assertThat(snapshot.values()).hasSameSizeAs(keys);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(snapshot.values().get(i))
                    .as(keys.get(i))
                    .containsExactly(rowMajor(before.paramTable().get(keys.get(i))));
            assertThat(snapshot.gradients().get(i))
                    .as(keys.get(i) + " gradient")
                    .containsExactly(rowMajor(gradients.get(keys.get(i))));
        }
        assertThat(snapshot.loss()).isEqualTo(before.score());
    }

    @Test
    void valuesGradientsAndLossOfALayeredNetworkAreThoseBeforeTheUpdate() {
        MultiLayerNetwork network = Nets.threeLayer();
        ParameterRecorder recorder = new ParameterRecorder(network, 2, snapshots::add);
        network.setListeners(recorder);

        for (int step = 0; step < 5; step++) {
            MultiLayerNetwork before = network.clone();
            INDArray x = row(0.3 + 0.1 * step);
            before.setInput(x);
            before.setLabels(x);
            before.computeGradientAndScore();
            network.fit(x, x.dup());

            if (step % 2 == 0) {
                assertThat(snapshots).hasSize(step / 2 + 1);
                assertThat(snapshots.get(step / 2).step()).isEqualTo(step);
                assertSnapshot(
                        snapshots.get(step / 2), before, before.gradient().gradientForVariable());
            }
        }

        assertThat(snapshots).extracting(ParameterValues::step).containsExactly(0, 2, 4);
        assertThat(recorder.parameters())
                .extracting(Parameter::key)
                .containsExactly("0_W", "0_b", "1_W", "1_b", "2_W", "2_b");
        assertThat(recorder.parameters().get(2)).isEqualTo(new Parameter("1_W", List.of(16L, 16L), 1));
        // The network clips at .05 and trains with Adam: neither may be seen here.
        assertThat(Nd4j.createFromArray(snapshots.get(0).gradients().get(4))
                        .amaxNumber()
                        .floatValue())
                .isGreaterThan(0.05f);
    }

    @Test
    void valuesGradientsAndLossOfAGraphAreThoseBeforeTheUpdate() {
        ComputationGraph graph = Nets.graph();
        graph.setListeners(new ParameterRecorder(graph, 1, snapshots::add));

        for (int step = 0; step < 3; step++) {
            ComputationGraph before = graph.clone();
            INDArray x = row(0.3 + 0.1 * step);
            before.setInputs(x);
            before.setLabels(x);
            before.computeGradientAndScore();
            graph.fit(new INDArray[] {x}, new INDArray[] {x.dup()});

            assertSnapshot(snapshots.get(step), before, before.gradient().gradientForVariable());
        }
        assertThat(snapshots).hasSize(3);
    }

    @Test
    void snapshotsStayAsTheyWereWhileTrainingGoesOn() {
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(new ParameterRecorder(network, 100, snapshots::add));
        network.fit(row(0.5), row(0.5));
        float[] first = snapshots.get(0).values().get(0).clone();

        Nets.train(network, 50);

        assertThat(snapshots).hasSize(1);
        assertThat(snapshots.get(0).values().get(0)).containsExactly(first);
        assertThat(rowMajor(network.getParam("0_W"))).isNotEqualTo(first);
    }

    @Test
    void theLongerTrainingIsTheFewerStepsAreRecorded() {
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(new ParameterRecorder(network, 2, 5, snapshots::add));

        Nets.train(network, 100);

        // Five at each second step, then five at each fourth, eighth, sixteenth.
        assertThat(snapshots)
                .extracting(ParameterValues::step)
                .containsExactly(0, 2, 4, 6, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96);
    }

    @Test
    void aLargeNetworkIsThinnedEvenly() {
        MultiLayerNetwork network = dense(4_000, DataType.FLOAT, false);
        ParameterRecorder recorder = new ParameterRecorder(network, 1, snapshots::add);
        float[] weights = rowMajor(network.getParam("0_W"));
        network.setListeners(recorder);

        network.fit(row(0.5), row(0.25));

        assertThat(recorder.parameters()).allMatch(parameter -> parameter.stride() == 2);
        assertThat(recorder.parameters().get(0).recorded()).isEqualTo(2_000);
        assertThat(snapshots.get(0).values().get(0)).hasSize(2_000).startsWith(weights[0], weights[2], weights[4]);
        assertThat(snapshots.get(0).gradients().get(3)).hasSize(1);
    }

    @Test
    void doublePrecisionIsRoundedToSingle() {
        MultiLayerNetwork network = dense(3, DataType.DOUBLE, false);
        float[] weights = rowMajor(network.getParam("0_W"));
        network.setListeners(new ParameterRecorder(network, 1, snapshots::add));

        network.fit(row(0.5).castTo(DataType.DOUBLE), row(0.25).castTo(DataType.DOUBLE));

        assertThat(snapshots.get(0).values().get(0)).containsExactly(weights);
    }

    @Test
    void aFrozenLayerHasValuesAndNoGradient() {
        MultiLayerNetwork network = dense(3, DataType.FLOAT, true);
        network.setListeners(new ParameterRecorder(network, 1, snapshots::add));

        network.fit(row(0.5), row(0.25));

        assertThat(snapshots.get(0).values()).extracting(array -> array.length).containsExactly(3, 3, 3, 1);
        assertThat(snapshots.get(0).gradients())
                .extracting(array -> array.length)
                .containsExactly(0, 0, 3, 1);
    }

    @Test
    void everyMustBePositive() {
        MultiLayerNetwork network = Nets.threeLayer();
        assertThatThrownBy(() -> new ParameterRecorder(network, 0, snapshots::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }
}
