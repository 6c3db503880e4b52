package org.gradientflow.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The path of a gradient from the loss to the parameter: raw, clipped by value, times the learning rate, subtracted. */
class GradientPathTest {
    private static final float RATE = 1e-3f;

    /** A bound that some elements of the raw gradient exceed and some do not. */
    private static final float CLIP = 0.5f;

    private record Path(float[] before, float[] raw, float[] update, float[] after) {}

    private static Path oneStep(Experiment experiment) {
        MultiLayerNetwork network = Networks.create(experiment);
        float[][] seen = new float[2][];
        network.addListeners(new BaseTrainingListener() {
            @Override
            public void onGradientCalculation(Model model) {
                seen[0] = floats(model.gradient().gradient());
            }

            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                seen[1] = floats(model.gradient().gradient());
            }
        });
        float[] before = floats(network.params());
        INDArray input = Nd4j.createFromArray(new float[][] {{0.9f}, {-0.7f}, {0.4f}});
        network.fit(input, input);
        return new Path(before, seen[0], seen[1], floats(network.params()));
    }

    private static float[] floats(INDArray array) {
        return Floats.of(array);
    }

    @Test
    void sgdSubtractsTheClippedGradientTimesTheLearningRate() {
        Path path = oneStep(Cases.AUTOENCODER.withBatch(3).withClip(CLIP));

        int clipped = 0;
        int inside = 0;
        for (int i = 0; i < path.raw.length; i++) {
            float expected = RATE * Math.max(-CLIP, Math.min(CLIP, path.raw[i]));
            assertThat(path.update[i]).isEqualTo(expected);
            assertThat(path.after[i]).isEqualTo(path.before[i] - expected);
            clipped += Math.abs(path.raw[i]) > CLIP ? 1 : 0;
            inside += path.raw[i] != 0 && Math.abs(path.raw[i]) < CLIP ? 1 : 0;
        }
        assertThat(clipped).as("elements that the bound cuts").isPositive();
        assertThat(inside).as("elements that it leaves").isPositive();
    }

    @Test
    void withoutABoundTheUpdateIsTheRawGradientTimesTheLearningRate() {
        Path path = oneStep(Cases.AUTOENCODER.withBatch(3).withClip(Double.POSITIVE_INFINITY));

        for (int i = 0; i < path.raw.length; i++) {
            assertThat(path.update[i]).isEqualTo(RATE * path.raw[i]);
        }
    }

    @Test
    void theGradientOfASummedLossIsNotDividedByTheNumberOfRows() {
        Path three = oneStep(Cases.AUTOENCODER.withBatch(3).withClip(Double.POSITIVE_INFINITY));
        MultiLayerConfiguration stock =
                Networks.configuration(Cases.AUTOENCODER.withBatch(3).withClip(Double.POSITIVE_INFINITY));
        // The stock setting, which divides: what miniBatch(false) is for.
        stock.getConfs().forEach(layer -> layer.setMiniBatch(true));
        MultiLayerNetwork averaging = new MultiLayerNetwork(stock);
        averaging.init();
        INDArray input = Nd4j.createFromArray(new float[][] {{0.9f}, {-0.7f}, {0.4f}});
        averaging.fit(input, input);

        float[] divided = floats(averaging.gradient().gradient());
        int last = divided.length - 1;
        assertThat(three.update[last]).isNotZero();
        assertThat(divided[last]).isCloseTo(three.update[last] / 3, org.assertj.core.api.Assertions.within(1e-7f));
    }

    @Test
    void withTheLossOnTheFirstElementOtherRowsHaveNoGradient() {
        Path three = oneStep(Cases.BATCH_FIRST_ELEMENT);

        MultiLayerNetwork single = Networks.create(Cases.BATCH_FIRST_ELEMENT);
        INDArray first = Nd4j.createFromArray(new float[][] {{0.9f}});
        single.fit(first, first);

        assertThat(floats(single.params())).containsExactly(three.after);
        assertThat(three.after).isNotEqualTo(three.before);
    }
}
