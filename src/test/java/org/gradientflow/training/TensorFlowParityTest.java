package org.gradientflow.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Updater;
import org.gradientflow.model.Floats;
import org.gradientflow.network.ParameterNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every recorded trajectory of TensorFlow step by step. The tolerances are those between TensorFlow and an independent
 * NumPy program: 1e-6 on W over the first 1,000 steps, 1e-5 at any step for SGD. Adam separates chaotically after about step
 * 2,000, so that its first 1,000 steps are compared.
 */
class TensorFlowParityTest {
    private static final int WIDTH = Cases.WIDTH;

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.gradientflow.training.Reference#recorded")
    void trainsAsTensorFlowDoes(String variant, Experiment experiment) {
        Reference reference = new Reference(variant, experiment);
        boolean adam = experiment.updater() == Updater.ADAM;
        MultiLayerNetwork network = reference.network();
        Trainer trainer = new Trainer(network, reference.inputs(), experiment.batch());
        Watch watch = new Watch(network);

        trainer.train(adam ? Reference.FIRST : experiment.steps(), () -> false, List.of(watch));

        float worstWeight = 0;
        float worstFirstWeight = 0;
        float worstGradient = 0;
        float worstLoss = 0;
        float worstEstimate = 0;
        int compared = 0;
        for (Reference.Row row : reference.trajectory()) {
            Seen seen = watch.seen.get(row.step());
            if (seen == null) {
                continue; // the final weights, and Adam's later steps
            }
            compared++;
            float weight = worst(seen.weights, row.values("W_", WIDTH), 0);
            worstWeight = Math.max(worstWeight, weight);
            if (row.step() < Reference.FIRST) {
                worstFirstWeight = Math.max(worstFirstWeight, weight);
                worstGradient = Math.max(worstGradient, worst(seen.gradient, row.values("gW_", WIDTH), 1));
                worstLoss = Math.max(
                        worstLoss, difference(seen.step.loss(), row.columns().get("loss"), 1));
                worstEstimate = Math.max(
                        worstEstimate,
                        difference(seen.step.estimate0(), row.columns().get("estimate0"), 1));
                assertThat(seen.step.x0()).isEqualTo(row.columns().get("x0"));
            }
        }

        assertThat(compared).isEqualTo(adam ? Reference.FIRST : Reference.FIRST + 90);
        assertThat(worstFirstWeight).as("W, steps 0..999").isLessThanOrEqualTo(Reference.FIRST_TOLERANCE);
        assertThat(worstWeight).as("W, any step").isLessThanOrEqualTo(Reference.TOLERANCE);
        // Sums of up to 32 rows of size 1: a few units in the last place of float32.
        assertThat(worstGradient).as("raw gradient of W").isLessThanOrEqualTo(Reference.TOLERANCE);
        assertThat(worstLoss).as("loss").isLessThanOrEqualTo(Reference.TOLERANCE);
        assertThat(worstEstimate).as("estimate").isLessThanOrEqualTo(Reference.TOLERANCE);
        if (!adam) {
            assertFinal(reference, network, trainer);
        }
    }

    private static void assertFinal(Reference reference, MultiLayerNetwork network, Trainer trainer) {
        Map<String, float[]> expected = reference.finalValues();
        for (ParameterNames.Name name : ParameterNames.of(reference.experiment().weightLayers())) {
            float[] values = Floats.rowMajor(network.getParam(name.key()), 1);
            assertThat(worst(values, expected.get(name.original()), 0))
                    .as("final " + name.original())
                    .isLessThanOrEqualTo(Reference.TOLERANCE);
        }
        List<Trainer.Evaluation> evaluations = trainer.evaluate(10);
        List<Trainer.Evaluation> recorded = reference.evaluations();
        for (int i = 0; i < 10; i++) {
            assertThat(evaluations.get(i).input()).isEqualTo(recorded.get(i).input());
            assertThat(difference(evaluations.get(i).estimate(), recorded.get(i).estimate(), 0))
                    .isLessThanOrEqualTo(Reference.TOLERANCE);
        }
    }

    /** The largest difference, relative for expected values above {@code scale}; a scale of 0 means always absolute. */
    private static float worst(float[] actual, float[] expected, float scale) {
        float worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, difference(actual[i], expected[i], scale));
        }
        return worst;
    }

    private static float difference(float actual, float expected, float scale) {
        float difference = Math.abs(actual - expected); // NaN stays NaN, and is not below any tolerance
        return scale == 0 ? difference : difference / Math.max(scale, Math.abs(expected));
    }

    private record Seen(float[] weights, float[] gradient, Step step) {}

    private static final class Watch extends BaseTrainingListener implements Step.Listener {
        private final Map<Integer, Seen> seen = new HashMap<>();
        private float[] weights;
        private float[] gradient;

        Watch(MultiLayerNetwork network) {
            network.addListeners(this);
        }

        @Override
        public void before(int index, MultiLayerNetwork network) {
            weights = Floats.of(network.getParam("0_W"));
        }

        @Override
        public void onGradientCalculation(Model model) {
            gradient = model.gradient()
                    .gradientForVariable()
                    .get("0_W")
                    .dup()
                    .data()
                    .asFloat();
        }

        @Override
        public void after(Step step, MultiLayerNetwork network) {
            if (step.index() < Reference.FIRST || step.index() % 100 == 0) {
                seen.put(step.index(), new Seen(weights, gradient, step));
            }
        }
    }
}
