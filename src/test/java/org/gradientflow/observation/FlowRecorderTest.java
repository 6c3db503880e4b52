package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FlowRecorderTest {
    /** Its clip, 0.05, binds in {@link Nets}' networks; Adam makes the update differ from both. */
    private static final double CLIP = 0.05;

    private static INDArray row(double value) {
        return Nd4j.createFromArray(new float[][] {{(float) value}});
    }

    private static void assertSame(Statistics statistics, INDArray array) {
        assertThat(statistics.count()).isEqualTo(array.length());
        double norm = array.norm2Number().doubleValue();
        assertThat(statistics.norm()).isCloseTo(norm, within(1e-6 * norm + 1e-12));
        assertThat(statistics.maxAbs()).isCloseTo(array.amaxNumber().doubleValue(), within(1e-6 * norm + 1e-12));
        assertThat(statistics.mean()).isCloseTo(array.meanNumber().doubleValue(), within(1e-6 * norm + 1e-12));
    }

    private static void assertStep(
            Snapshot snapshot,
            Map<String, INDArray> before,
            Map<String, INDArray> after,
            Map<String, INDArray> gradients) {
        before.forEach((key, value) -> {
            ParameterFlow flow = snapshot.parameters().get(key);
            INDArray gradient = gradients.get(key);
            INDArray clipped = gradient.dup();
            for (long i = 0; i < clipped.length(); i++) {
                clipped.putScalar(i, Math.max(-CLIP, Math.min(CLIP, clipped.getDouble(i))));
            }
            assertSame(flow.value(), value);
            assertSame(flow.gradient(), gradient);
            assertSame(flow.clipped(), clipped);
            INDArray moved = value.sub(after.get(key));
            assertThat(flow.update().norm())
                    .isCloseTo(
                            moved.norm2Number().doubleValue(),
                            within(1e-6 * value.norm2Number().doubleValue() + 1e-8));
        });
    }

    @Test
    void aLayeredNetworksGradientClippedGradientUpdateAndValueBelongToOneStep() {
        MultiLayerNetwork network = Nets.threeLayer();
        FlowRecorder recorder = new FlowRecorder(network);
        network.setListeners(recorder);
        INDArray start = network.getParam("1_W").dup();
        double largest = 0;

        for (int step = 0; step < 4; step++) {
            MultiLayerNetwork before = network.clone();
            INDArray x = row(0.3 + 0.1 * step);
            before.setInput(x);
            before.setLabels(x);
            before.computeGradientAndScore();
            network.fit(x, x.dup());

            Snapshot snapshot = recorder.history().last();
            assertThat(snapshot.step()).isEqualTo(step);
            assertThat(snapshot.loss()).isEqualTo(before.score());
            assertStep(
                    snapshot,
                    before.paramTable(),
                    network.paramTable(),
                    before.gradient().gradientForVariable());
            assertThat(snapshot.parameters().get("1_W").displacement())
                    .isCloseTo(before.getParam("1_W").distance2(start), within(1e-6));
            largest = Math.max(
                    largest, snapshot.parameters().get("2_W").gradient().maxAbs());
        }
        assertThat(largest).isGreaterThan(CLIP); // or clipping was not tested
        assertThat(recorder.history().movements().get("1_W").distance())
                .isCloseTo(network.getParam("1_W").distance2(start), within(1e-6));
        assertThat(recorder.history().movements().get("1_W").start())
                .isCloseTo(start.norm2Number().doubleValue(), within(1e-6));
    }

    @Test
    void aGraphsGradientClippedGradientUpdateAndValueBelongToOneStep() {
        ComputationGraph graph = Nets.graph();
        FlowRecorder recorder = new FlowRecorder(graph);
        graph.setListeners(recorder);

        for (int step = 0; step < 3; step++) {
            ComputationGraph before = graph.clone();
            before.setListeners(new ArrayList<>());
            graph.setListeners(recorder);
            INDArray x = row(0.3 + 0.1 * step);
            before.setInputs(x);
            before.setLabels(x);
            before.computeGradientAndScore();
            graph.fit(new INDArray[] {x}, new INDArray[] {x.dup()});

            assertStep(
                    recorder.history().last(),
                    before.paramTable(),
                    graph.paramTable(),
                    before.gradient().gradientForVariable());
        }
        assertThat(recorder.history().snapshots()).hasSize(3);
        assertThat(recorder.history().last().units()).containsKey("hidden");
    }

    @Test
    void ofALongTrainingThereIsABoundedNumberOfSnapshotsAndEveryLoss() {
        MultiLayerNetwork network = Nets.threeLayer();
        FlowRecorder recorder = new FlowRecorder(network, 1);
        network.setListeners(recorder);

        Nets.train(network, 450);

        List<Snapshot> snapshots = recorder.history().snapshots();
        assertThat(snapshots).hasSizeLessThan(FlowRecorder.MOST_SNAPSHOTS);
        assertThat(snapshots).extracting(Snapshot::step).startsWith(0, 4, 8).endsWith(444, 448);
        assertThat(recorder.history().losses().values()).hasSize(450);
    }

    @Test
    void byDefaultTheFirstStepsAndEveryTenthAreRecorded() {
        MultiLayerNetwork network = Nets.threeLayer();
        FlowRecorder recorder = new FlowRecorder(network);
        network.setListeners(recorder);

        Nets.train(network, 21);

        assertThat(recorder.history().snapshots()).extracting(Snapshot::step).containsExactly(0, 1, 2, 3, 4, 10, 20);
        assertThat(recorder.history().losses().values()).hasSize(21);
        assertThat(recorder.history().losses().values()[20])
                .isEqualTo(recorder.history().last().loss());
    }
}
