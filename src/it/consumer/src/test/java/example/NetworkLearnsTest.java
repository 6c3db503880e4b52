package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradientflow.assertions.GradientFlowAssertions.assertThat;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FlowProbe;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a user of the library writes, with nothing that is optional on the class path. */
class NetworkLearnsTest {
    private static final INDArray INPUTS = Nd4j.linspace(-1, 1, 64).reshape(64, 1);
    private static final DataSet DATA = new DataSet(INPUTS, INPUTS.mul(INPUTS));

    @Test
    void aNetworkWithUsualWeightsIsHealthy() {
        assertThat(network(new WeightInitRelu()))
                .whenTrainedOn(DATA)
                .forSteps(300)
                .parameter("0_W")
                .hasGradientNoSmallerThan(1e-4)
                .doesNotVanish()
                .isFinite()
                .learns()
                .isHealthy();
    }

    @Test
    void oneWithTinyWeightsFailsWithItsCause() {
        MultiLayerNetwork network = network(new WeightInitDistribution(new NormalDistribution(0, 1e-3)));

        assertThatThrownBy(() -> assertThat(network).whenTrainedOn(DATA).forSteps(300).isHealthy())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("vanishing");
    }

    @Test
    void theDoctorTakesThreeLines() {
        Diagnosis diagnosis = Doctor.of(Networks.create(Cases.AUTOENCODER))
                .on(new DataSet(INPUTS, INPUTS.dup()))
                .diagnose();

        assertThat(diagnosis.verdict().toString()).isNotBlank();
    }

    @Test
    void aProbeLeavesTheNetworkAlone() {
        MultiLayerNetwork network = network(new WeightInitRelu());
        INDArray before = network.params().dup();

        FlowProbe.of(network).on(DATA).batch(32).steps(20).seed(1).run();

        assertThat(network.params()).isEqualTo(before);
    }

    @Test
    void theCommandLinesLibrariesAreNotThere() {
        for (String optional : new String[] {
            "picocli.CommandLine", "io.vertx.core.Vertx", "org.knowm.xchart.XYChart", "ch.qos.logback.classic.Logger"
        }) {
            assertThatThrownBy(() -> Class.forName(optional)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static MultiLayerNetwork network(IWeightInit weights) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Sgd(0.1))
                .weightInit(weights)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(1).nOut(16).build())
                .layer(new DenseLayer.Builder().nIn(16).nOut(16).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nIn(16)
                        .nOut(1)
                        .build())
                .build());
        network.init();
        return network;
    }
}
