package org.gradientflow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.training.Signal;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The project's own cases under watch. */
class WatchedCasesTest {
    @Test
    void theThreeLayerNetRaisesVanishingInItsFirstLayer() throws InterruptedException {
        assertThat(watched(Cases.THREE_LAYER, 500).alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.finding().cause()).isEqualTo(Cause.VANISHING);
            assertThat(alarm.finding().layer()).isEqualTo("0");
            assertThat(alarm.iteration()).isLessThan(500);
        });
    }

    @Test
    void theTwoLayerNetEndsWithoutAnAlarm() throws InterruptedException {
        assertThat(watched(Cases.TWO_LAYER, 4_000).alarms()).isEmpty();
    }

    @Test
    void theXavierNetEndsWithoutAnAlarm() throws InterruptedException {
        assertThat(watched(Cases.THREE_LAYER_XAVIER, 4_000).alarms()).isEmpty();
    }

    private static TrainingWatch watched(Experiment experiment, int steps) throws InterruptedException {
        MultiLayerNetwork network = Networks.create(experiment);
        // Enough on a busy machine, too.
        TrainingWatch watch =
                TrainingWatch.builder().budget(Duration.ofMinutes(5)).build();
        network.addListeners(watch);
        Signal inputs = Signal.uniform(experiment.seed(), 0);
        float[] values = new float[experiment.batch()];
        for (int step = 0; step < steps; step++) {
            inputs.next(values);
            INDArray input = Nd4j.createFromArray(values).reshape(values.length, 1);
            network.fit(new DataSet(input, input.dup()));
        }
        assertThat(watch.await(Duration.ofMinutes(5))).isTrue();
        return watch;
    }
}
