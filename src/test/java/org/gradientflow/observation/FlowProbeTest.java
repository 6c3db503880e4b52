package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class FlowProbeTest {
    private static DataSet identity(int rows) {
        INDArray x = Nd4j.linspace(-1, 1, rows).reshape(rows, 1);
        return new DataSet(x, x.dup());
    }

    @Test
    void trainsACopyAndLeavesALayeredNetworkAsItWas() {
        MultiLayerNetwork network = Nets.threeLayer();
        Nets.train(network, 3);
        BaseTrainingListener listener = new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                throw new AssertionError("the network's own listener was told");
            }
        };
        network.setListeners(listener);
        INDArray parameters = network.params().dup();
        INDArray state = network.getUpdater().getStateViewArray().dup();
        DataSet data = identity(50); // an operation like linspace moves the generator on, too
        Nd4j.getRandom().setSeed(11);
        double[] expected = {Nd4j.getRandom().nextDouble(), Nd4j.getRandom().nextDouble()};

        Nd4j.getRandom().setSeed(11);
        double first = Nd4j.getRandom().nextDouble();
        Probe probe = FlowProbe.of(network).on(data).batch(8).steps(20).seed(1).run();
        double second = Nd4j.getRandom().nextDouble();

        assertThat(new double[] {first, second}).containsExactly(expected);
        assertThat(network.params()).isEqualTo(parameters);
        assertThat(network.getUpdater().getStateViewArray()).isEqualTo(state);
        assertThat(network.getListeners()).containsExactly(listener);
        assertThat(network.getIterationCount()).isEqualTo(3);
        assertThat(probe.history().snapshots()).hasSize(20);
        assertThat(((MultiLayerNetwork) probe.trained()).params()).isNotEqualTo(parameters);
        assertThat(probe.after().score()).isLessThan(probe.before().score());
        assertThat(probe.before().units()).containsOnlyKeys("0", "1", "2");
    }

    @Test
    void trainsACopyAndLeavesAGraphAsItWas() {
        ComputationGraph graph = Nets.graph();
        DataSet data = identity(50);
        graph.fit(data);
        BaseTrainingListener listener = new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                throw new AssertionError("the network's own listener was told");
            }
        };
        graph.setListeners(listener);
        INDArray parameters = graph.params().dup();
        INDArray state = graph.getUpdater().getStateViewArray().dup();

        Probe probe = FlowProbe.of(graph).on(data).batch(8).steps(20).seed(1).run();

        assertThat(graph.params()).isEqualTo(parameters);
        assertThat(graph.getUpdater().getStateViewArray()).isEqualTo(state);
        assertThat(graph.getListeners()).isEqualTo(List.of(listener));
        assertThat(graph.getIterationCount()).isEqualTo(1);
        assertThat(((ComputationGraph) probe.trained()).params()).isNotEqualTo(parameters);
        assertThat(probe.before().units()).containsOnlyKeys("hidden", "out");
        assertThat(probe.after().outputs().get(0).shape()).containsExactly(50, 1);
    }
}
