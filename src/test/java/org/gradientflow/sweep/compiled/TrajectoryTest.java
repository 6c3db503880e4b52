package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Updater;
import org.gradientflow.model.Floats;
import org.gradientflow.network.Networks;
import org.gradientflow.training.Reference;
import org.gradientflow.training.Signal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every recorded trajectory of TensorFlow, with the tolerances between TensorFlow and an independent program: 1e-6 on W
 * over the first 1,000 steps, 1e-5 at any step for SGD. Adam separates chaotically after about step 2,000.
 */
class TrajectoryTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.gradientflow.training.Reference#recorded")
    void isTrainedAsTensorFlowTrainedIt(String variant, Experiment experiment) {
        boolean adam = experiment.updater() == Updater.ADAM;
        Reference reference = new Reference(variant, experiment);
        Map<Integer, Reference.Row> rows = new HashMap<>();
        reference.trajectory().forEach(row -> rows.put(row.step(), row));
        float[] initial = Floats.of(reference.network().params());
        // One; or a whole vector of the same, where this JVM has vectors.
        float[][] all = new float[CompiledTrainer.whole(1)][];
        Arrays.fill(all, initial);
        Replicas replicas =
                CompiledTrainer.of(Networks.configuration(experiment)).replicas(all);
        Signal inputs = reference.inputs();
        float[] batch = new float[experiment.batch()];
        float[] batches = new float[batch.length * all.length];
        float[] gradient = new float[Cases.WIDTH];
        int compared = 0;
        float worstFirst = 0;
        float worst = 0;
        float worstOther = 0;

        for (int step = 0; step < (adam ? Reference.FIRST : experiment.steps()); step++) {
            Reference.Row row = rows.get(step);
            float[] before = row == null ? null : Arrays.copyOf(replicas.parameters(0), Cases.WIDTH);
            inputs.next(batch);
            for (int i = 0; i < batches.length; i++) {
                batches[i] = batch[i / all.length];
            }
            replicas.step(batches, batches);
            if (row != null) {
                compared++;
                float difference = worst(before, row.values("W_", Cases.WIDTH), false);
                worst = Math.max(worst, difference);
                if (step < Reference.FIRST) {
                    worstFirst = Math.max(worstFirst, difference);
                    replicas.gradient(0, "0_W", gradient);
                    worstOther = Math.max(worstOther, worst(gradient, row.values("gW_", Cases.WIDTH), true));
                    float[] actual = {replicas.loss(0), 2 * replicas.output(0, 0, 0)};
                    float[] expected = {row.columns().get("loss"), row.columns().get("estimate0")};
                    worstOther = Math.max(worstOther, worst(actual, expected, true));
                }
            }
        }

        assertThat(compared).isEqualTo(adam ? Reference.FIRST : Reference.FIRST + 90);
        assertThat(worstFirst).as("W, steps 0..999").isLessThanOrEqualTo(Reference.FIRST_TOLERANCE);
        assertThat(worst).as("W, any step").isLessThanOrEqualTo(Reference.TOLERANCE);
        assertThat(worstOther).as("raw gradient of W, loss, estimate").isLessThanOrEqualTo(Reference.TOLERANCE);
        if (!adam) {
            float[] end = Arrays.copyOf(replicas.parameters(0), Cases.WIDTH);
            assertThat(worst(end, reference.finalValues().get("W"), false))
                    .as("final W")
                    .isLessThanOrEqualTo(Reference.TOLERANCE);
        }
    }

    private static float worst(float[] actual, float[] expected, boolean relativeAboveOne) {
        float worst = 0;
        for (int i = 0; i < actual.length; i++) {
            float scale = relativeAboveOne ? Math.max(1, Math.abs(expected[i])) : 1;
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]) / scale); // NaN stays NaN
        }
        return worst;
    }
}
