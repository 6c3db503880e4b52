package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The original's own networks, at 300 steps of their own batch. */
class OriginalCasesTest {
    @ParameterizedTest
    @ValueSource(longs = {Cases.SEED, 2})
    void theThreeLayerNetsInitialScaleComesFirst(long seed) {
        Diagnosis diagnosis = diagnose(Cases.THREE_LAYER.withSeed(seed));
        assertThat(diagnosis).as("%s", diagnosis).isInstanceOf(Diagnosis.Sick.class);
        Finding first = diagnosis.findings().get(0);
        assertThat(first.cause()).as("%s", diagnosis).isEqualTo(Cause.VANISHING);
        assertThat(first.evidence().get("smallest weights against usual")).isLessThan(0.01);
        assertThat(first.evidence().get("smallest gradient against usual weights'"))
                .isLessThan(0.01);
    }

    /** Its plateau lasts some 2,000 steps, and ends. */
    @Test
    void theTwoLayerNetIsHealthy() {
        Diagnosis diagnosis = diagnose(Cases.TWO_LAYER);
        assertThat(diagnosis).as("%s", diagnosis).isInstanceOf(Diagnosis.Healthy.class);
    }

    @ParameterizedTest
    @MethodSource("mended")
    void theRepairedNetsAreHealthy(Experiment mended) {
        Diagnosis diagnosis = diagnose(mended);
        assertThat(diagnosis).as("%s", diagnosis).isInstanceOf(Diagnosis.Healthy.class);
    }

    static List<Experiment> mended() {
        return List.of(
                Cases.THREE_LAYER_XAVIER, Cases.THREE_LAYER_XAVIER_ADAM, Cases.AUTOENCODER, Cases.AUTOENCODER_ADAM);
    }

    @Test
    void aBatchOfWhichTheLossSeesOneRowIsSaid() {
        assertThat(diagnose(Cases.BATCH_FIRST_ELEMENT).findings()).first().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.UNUSED_OUTPUTS);
            assertThat(finding.evidence()).containsEntry("share of rows used", 1.0 / 32);
        });
    }

    /** Adam rescues some seeds: where it does, nothing is wrong; where it does not, it is the initial scale. */
    @Test
    void adamOnTheBrokenNetVanishesWhereItDoesNotLearn() {
        Diagnosis diagnosis = diagnose(Cases.THREE_LAYER_ADAM.withSeed(1));
        assertThat(diagnosis.first())
                .as("%s", diagnosis)
                .get()
                .extracting(Finding::cause)
                .isEqualTo(Cause.VANISHING);
    }

    static Diagnosis diagnose(Experiment experiment) {
        Random random = new Random(experiment.seed());
        INDArray inputs = Nd4j.create(DataType.FLOAT, 512, 1);
        for (int row = 0; row < inputs.rows(); row++) {
            inputs.putScalar(row, 0, 2 * random.nextDouble() - 1);
        }
        return Doctor.of(Networks.create(experiment))
                .on(new DataSet(inputs, inputs.dup()))
                .batch(experiment.batch())
                .steps(300)
                .diagnose();
    }
}
