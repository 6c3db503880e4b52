package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** What the rules about layers that stay as they are say, number by number. */
class StandstillEvidenceTest {
    @Test
    void unitsThatAreCopies() {
        MultiLayerNetwork same = Sketch.each(
                Activation.RELU,
                layer -> layer.setWeightInitFn(new WeightInitDistribution(new ConstantDistribution(0.1))));
        MultiLayerNetwork zero = Sketch.each(
                Activation.RELU,
                layer -> layer.setWeightInitFn(new WeightInitDistribution(new ConstantDistribution(0))));

        Finding finding = Asked.severe(new SymmetryRule(), zero);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.confidence()).isEqualTo(0.97);
        assertThat(finding.symptom()).isEqualTo("all weights start at 0");
        assertThat(finding.explanation())
                .isEqualTo("of 12 units 0% differ from their neighbour at the start and 0% after 80 steps;"
                        + " with weights drawn at random the network learns");
        assertThat(finding.evidence()).containsEntry("different after", 0.0).hasSize(3);
        assertThat(Asked.untried(new SymmetryRule(), same).symptom())
                .isEqualTo("all units start with the same weights");
        assertThat(Asked.untried(new SymmetryRule(), zero).confidence()).isEqualTo(0.8);
    }

    @Test
    void parametersThatAreNoNumbers() {
        MultiLayerNetwork network = Sketch.network();
        network.getParam("1_W").putScalar(0, 0, Float.NaN);
        network.getParam("1_W").putScalar(5, 3, Float.NEGATIVE_INFINITY);
        network.getParam("1_b").putScalar(3, Float.NaN);

        assertThat(Asked.of(new NonFiniteParametersRule(), network, Sketch.clouds()))
                .containsExactly(Finding.ofLayer(
                                Cause.NON_FINITE_PARAMETERS,
                                Severity.SEVERE,
                                1,
                                "1",
                                "2 of the numbers of 1_W are NaN or infinite before it trains",
                                "no training mends such a number; a network that diverged and was saved has many",
                                Map.of("values", 2.0))
                        .withParameter("1_W"));
    }

    @Test
    void layersThatMayNotChange() {
        MultiLayerNetwork network = Sketch.each(Activation.RELU, layer -> layer.setIUpdater(new Adam(0)));

        Finding finding = Asked.severe(new FrozenRule(), network);
        assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
        assertThat(finding.symptom()).isEqualTo("no layer may change");
        assertThat(finding.confidence()).isEqualTo(0.97);
        assertThat(finding.evidence()).containsEntry("layers", 3.0).hasSize(3);
        assertThat(finding.explanation()).startsWith("set free, the network reaches a skill of ");

        Finding untried = Asked.untried(new FrozenRule(), network);
        assertThat(untried.severity()).isEqualTo(Severity.SEVERE);
        assertThat(untried.confidence()).isEqualTo(0.9);
        assertThat(untried.evidence()).containsOnly(entry("layers", 3.0));
        assertThat(untried.explanation()).isEqualTo("what it does set free was not tried");
    }

    @Test
    void aLayerThatIsNotInTheWayIsNotedWithWhatItDoesSetFree() {
        MultiLayerConfiguration configuration = Sketch.configuration(Activation.RELU);
        ((BaseLayer) configuration.getConf(0).getLayer()).setIUpdater(new Adam(0));

        assertThat(Asked.of(new FrozenRule(), Sketch.init(configuration), Sketch.clouds()))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.severity()).isEqualTo(Severity.NOTE);
                    assertThat(note.confidence()).isEqualTo(0.5);
                    assertThat(note.layer()).isEqualTo("0");
                    assertThat(note.symptom()).isEqualTo("1 of 3 layers may not change");
                    assertThat(note.explanation()).startsWith("set free, the network reaches a skill of ");
                });
    }
}
