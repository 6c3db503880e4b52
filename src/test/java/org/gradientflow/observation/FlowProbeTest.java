package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

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

    /** DL4J applies it in place. */
    @Test
    void leavesTheDataAsTheyWereWhereTheFirstLayerIsAnActivation() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ActivationLayer(Activation.TANH))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        for (Model model : List.of(network, network.toComputationGraph())) {
            DataSet data = identity(50);

            Probe probe = FlowProbe.of(model).on(data).batch(8).steps(2).run();

            assertThat(data.getFeatures()).isEqualTo(identity(50).getFeatures());
            assertThat(probe.before().units().get("0").mean()[0])
                    .as("odd, so that its mean over these features is 0")
                    .isCloseTo(0, within(1e-6));
            assertThat(probe.before().units().get("0").spread()[0])
                    .as("applied once, not to what it gave before")
                    .isCloseTo(
                            Transforms.tanh(data.getFeatures()).stdNumber(false).doubleValue(), within(1e-6));
        }
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

    @Test
    void tellsOfEveryStep() {
        List<Integer> told = new ArrayList<>();

        FlowProbe.of(Nets.graph()).on(identity(4)).steps(3).progress(told::add).run();

        assertThat(told).containsExactly(1, 2, 3);
    }

    @Test
    void oneSeedIsOneTraining() {
        FlowProbe probe = FlowProbe.of(Nets.threeLayer()).on(identity(50)).steps(3);
        INDArray first = trained(probe.batch(4).seed(1));

        assertThat(trained(probe.batch(4).seed(1))).isEqualTo(first);
        assertThat(trained(probe.batch(4).seed(2))).isNotEqualTo(first);
        assertThat(trained(probe.batch(5).seed(1))).isNotEqualTo(first);
    }

    @Test
    void oneSeedIsOneNoiseToo() {
        MultiLayerNetwork network = Nets.threeLayer();
        network.getLayer(1).conf().getLayer().setIDropout(new Dropout(0.5));
        FlowProbe probe =
                FlowProbe.of(network).on(identity(4)).batch(4).steps(3).seed(1);

        assertThat(trained(probe)).isEqualTo(trained(probe)).isNotEqualTo(trained(probe.seed(2)));
    }

    private static INDArray trained(FlowProbe probe) {
        return ((MultiLayerNetwork) probe.run().trained()).params();
    }

    @Test
    void looksAtASampleBeforeAndAfter() {
        Probe probe = FlowProbe.of(Nets.threeLayer()).on(identity(300)).steps(1).run();

        assertThat(probe.sample().rows()).isEqualTo(FlowProbe.SAMPLE);
        assertThat(((MultiLayerNetwork) probe.trained()).getListeners()).isEmpty();
    }

    @Test
    void refusesWhatIsNoTraining() {
        FlowProbe probe = FlowProbe.of(Nets.threeLayer());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.batch(0))
                .withMessage("batch: expected 1 or more, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.steps(0))
                .withMessage("steps: expected 1 or more, got 0");
        assertThatIllegalStateException()
                .isThrownBy(probe::run)
                .withMessage("expected data to train on; call on(data) first");
        assertThatNullPointerException().isThrownBy(() -> FlowProbe.of(null)).withMessage("model");
    }
}
