package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gradientflow.diagnosis.trial.InitialScale;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** What the rules about a network before its first step say, number by number. */
class BirthEvidenceTest {
    private static List<Finding> withoutTrials(Rule rule, MultiLayerNetwork network) {
        return Asked.withoutTrials(rule, network, Sketch.clouds());
    }

    @Test
    void aLayerOfDeadUnits() {
        MultiLayerNetwork network = Sketch.each(Activation.RELU, layer -> layer.setBiasInit(-50));

        Finding finding = Asked.severe(new DeadReluRule(), network);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.confidence()).isEqualTo(0.97);
        assertThat(finding.symptom())
                .isEqualTo("100% of the layer's 12 units give the same for every row before the first step");
        assertThat(finding.evidence())
                .contains(entry("dead share", 1.0), entry("units", 12.0))
                .hasSize(4);
        assertThat(finding.explanation()).startsWith("with weights of usual scale and biases of 0 the network reaches");

        Finding untried = Asked.untried(new DeadReluRule(), network);
        assertThat(untried.severity()).as("closed, so nothing can be learned").isEqualTo(Severity.SEVERE);
        assertThat(untried.confidence()).isEqualTo(0.7);
        assertThat(untried.explanation()).isEqualTo("no gradient passes through such a unit");
    }

    /** Of 12 units 9 are three quarters. */
    @Test
    void aLayerIsDeadFromThreeQuartersOn() {
        assertThat(withoutTrials(new DeadReluRule(), withDeadUnits(8))).isEmpty();
        assertThat(withoutTrials(new DeadReluRule(), withDeadUnits(9)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.layer()).isEqualTo("1");
                    assertThat(finding.evidence()).containsOnly(entry("dead share", 0.75), entry("units", 12.0));
                });
        assertThat(withoutTrials(new DeadReluRule(), withDeadUnits(12)))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.SEVERE);
    }

    private static MultiLayerNetwork withDeadUnits(int dead) {
        MultiLayerNetwork network = Sketch.network();
        for (int unit = 0; unit < Sketch.WIDTH; unit++) {
            network.getParam("1_b").putScalar(unit, unit < dead ? -1e3 : 1);
        }
        return network;
    }

    /** A tanh has no dead side. */
    @Test
    void onlyRectifiersDie() {
        MultiLayerNetwork tanh = Sketch.scaled(Activation.TANH, 0, 0);

        assertThat(withoutTrials(new DeadReluRule(), tanh)).isEmpty();
    }

    /** Of the second layer's weights in the healthy network. */
    private static double usualRatio() {
        return InitialScale.of(Asked.examination(Sketch.network(), Sketch.clouds()))
                .ratios()
                .get(1);
    }

    @Test
    void weightsThatAreTooLarge() {
        MultiLayerNetwork network = Sketch.scaled(Activation.RELU, 1e3, 1);
        double usual = usualRatio();

        Finding finding = Asked.severe(new ExplodingRule(), network);
        assertThat(finding.layer()).isEqualTo("1");
        assertThat(finding.parameter()).contains("1_W");
        assertThat(finding.confidence()).isBetween(0.5, 0.95);
        assertThat(finding.evidence()).hasSize(4);
        assertThat(finding.evidence().get("largest weights against usual")).isCloseTo(1e3 * usual, within(10.0));
        assertThat(finding.evidence().get("product over the layers")).isBetween(1e2, 1e4);

        Finding untried = Asked.untried(new ExplodingRule(), network);
        assertThat(untried.severity()).isEqualTo(Severity.WARNING);
        assertThat(untried.confidence()).isEqualTo(0.4);
        assertThat(untried.explanation()).isEqualTo("signals grow by as much at each such layer");
    }

    @Test
    void weightsAreTooLargeFromThreeTimesTheUsualOn() {
        double usual = usualRatio();

        assertThat(withoutTrials(new ExplodingRule(), Sketch.scaled(Activation.RELU, 2.9 / usual, 1)))
                .isEmpty();
        assertThat(withoutTrials(new ExplodingRule(), Sketch.scaled(Activation.RELU, 3.6 / usual, 1)))
                .hasSize(1);
        MultiLayerNetwork madeUpFor = Sketch.scaled(Activation.RELU, 1e3, 1);
        madeUpFor.getParam("0_W").muli(1e-3);
        assertThat(withoutTrials(new ExplodingRule(), madeUpFor))
                .as("what another layer takes back does not grow")
                .isEmpty();
    }

    @Test
    void weightsThatAreTooSmall() {
        WeightInitDistribution tiny = new WeightInitDistribution(new NormalDistribution(0, 1e-3));
        MultiLayerNetwork network = Sketch.each(Activation.RELU, layer -> {
            layer.setWeightInitFn(tiny);
            layer.setIUpdater(new Sgd(0.1));
        });

        Finding finding = Asked.severe(new VanishingRule(), network);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.confidence()).isBetween(0.75, 0.97);
        assertThat(finding.evidence())
                .containsOnlyKeys(
                        "smallest gradient over largest",
                        "the same with usual weights",
                        "smallest gradient against usual weights'",
                        "smallest weights against usual",
                        "skill",
                        "skill with the change");
        assertThat(finding.evidence().get("smallest weights against usual"))
                .isEqualTo(InitialScale.of(Asked.examination(network, Sketch.clouds()))
                        .least())
                .isLessThan(0.01);
        assertThat(finding.explanation())
                .startsWith("initial weights are down to ")
                .contains("of what their layer needs; with that mended the network reaches a skill of ");

        Finding untried = Asked.untried(new VanishingRule(), network);
        assertThat(untried.severity()).isEqualTo(Severity.WARNING);
        assertThat(untried.confidence()).isEqualTo(0.4);
        assertThat(untried.evidence()).hasSize(4);
        assertThat(untried.explanation()).endsWith("of what their layer needs");
    }

    @Test
    void manySigmoidsThatEachTakeThreeQuarters() {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(5)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SIGMOID)
                .updater(new Sgd(0.1))
                .list();
        for (int layer = 0; layer < 7; layer++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(layer == 0 ? 4 : Sketch.WIDTH)
                    .nOut(Sketch.WIDTH)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(Sketch.WIDTH)
                .nOut(3)
                .build());
        MultiLayerNetwork network = Sketch.init(layers.build());

        assertThat(withoutTrials(new VanishingRule(), network)).singleElement().satisfies(finding -> {
            assertThat(finding.layer()).isEqualTo("0");
            assertThat(finding.explanation())
                    .isEqualTo("each sigmoid layer passes on a quarter of the gradient at most");
            assertThat(finding.evidence().get("smallest gradient over largest")).isLessThan(0.01);
        });
        assertThat(withoutTrials(
                        new VanishingRule(),
                        Sketch.each(Activation.SIGMOID, layer -> layer.setIUpdater(new Sgd(1e-6)))))
                .as("two do not lose it, though they do not learn either")
                .isEmpty();
    }

    @Test
    void valuesAtTheEndsOfAnActivation() {
        MultiLayerNetwork network = Sketch.scaled(Activation.TANH, 1e4, 0, 1);

        Finding finding = Asked.severe(new SaturationRule(), network);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.confidence()).isEqualTo(0.97);
        assertThat(finding.evidence()).hasSize(4);
        assertThat(finding.evidence().get("saturated share")).isBetween(0.99, 1.0);
        assertThat(finding.evidence().get("weights")).isCloseTo(LayerState.rms(network.getParam("0_W")), within(1e-6));

        Finding untried = Asked.untried(new SaturationRule(), network);
        assertThat(untried.severity()).isEqualTo(Severity.WARNING);
        assertThat(untried.confidence()).isEqualTo(0.5);
        assertThat(untried.explanation()).isEqualTo("there the slope is less than a tenth of its largest");
    }
}
