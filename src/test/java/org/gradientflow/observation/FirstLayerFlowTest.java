package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;

class FirstLayerFlowTest {
    /** The raw gradients of one parameter, kept one by one: what the pool must agree with. */
    private static final class Kept extends BaseTrainingListener {
        private final List<float[]> gradients = new ArrayList<>();

        @Override
        public void onGradientCalculation(Model model) {
            gradients.add(model.gradient()
                    .gradientForVariable()
                    .get("0_W")
                    .dup()
                    .data()
                    .asFloat());
        }
    }

    @Test
    void poolsTheRawGradientOfSteps0To1000() {
        MultiLayerNetwork network = Nets.threeLayer();
        FirstLayerFlow flow = new FirstLayerFlow(network, "0_W");
        Kept kept = new Kept();
        network.setListeners(flow, kept);
        Nets.train(network, 1_050);

        double sum = 0;
        double max = 0;
        List<float[]> pooled = kept.gradients.subList(0, 1_001);
        for (float[] gradient : pooled) {
            for (float value : gradient) {
                sum += value;
                max = Math.max(max, Math.abs(value));
            }
        }
        double mean = sum / (1_001 * 16);
        double squares = 0;
        for (float[] gradient : pooled) {
            for (float value : gradient) {
                squares += (value - mean) * (value - mean);
            }
        }

        FirstLayerFlow.Figures figures = flow.figures(network);
        assertThat(flow.pool().count()).isEqualTo(1_001 * 16);
        assertThat(figures.gradientStd()).isPositive().isCloseTo(Math.sqrt(squares / (1_001 * 16)), within(1e-12));
        assertThat(figures.gradientMaxAbs()).isEqualTo(max);
    }

    @Test
    void displacementIsTheDistanceFromTheStart() {
        MultiLayerNetwork network = Nets.threeLayer();
        FirstLayerFlow flow = new FirstLayerFlow(network, "0_W");
        double start = network.getParam("0_W").norm2Number().doubleValue();

        assertThat(flow.figures(network).displacement()).isZero();
        network.getParam("0_W").addi(0.25); // 16 weights, each by 1/4: a distance of 1
        assertThat(flow.figures(network).displacement()).isCloseTo(1, within(1e-6));
        assertThat(flow.figures(network).relativeDisplacement()).isCloseTo(1 / start, within(1e-6));
    }

    @Test
    void aGradientThatIsNotANumberShowsAsWhatItIs() {
        MultiLayerNetwork network = Nets.threeLayer();
        FirstLayerFlow flow = new FirstLayerFlow(network, "0_W");
        network.setListeners(flow);
        Nets.train(network, 3);
        network.getParam("1_W").assign(Float.NaN);
        Nets.train(network, 1);

        assertThat(flow.figures(network).gradientMaxAbs()).isNaN();
        assertThat(flow.figures(network).gradientStd()).isNaN();
        assertThat(flow.figures(network).displacement()).isNaN();
    }

    @Test
    void anUnknownParameterIsAnsweredWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FirstLayerFlow(Nets.threeLayer(), "9_W"))
                .withMessage("the model has no parameter '9_W'; it has 0_W, 0_b, 1_W, 1_b, 2_W, 2_b");
    }

    @Test
    void goesOnFromItsPoolAndItsStart() {
        MultiLayerNetwork network = Nets.threeLayer();
        FirstLayerFlow whole = new FirstLayerFlow(network, "0_W");
        FirstLayerFlow first = new FirstLayerFlow(network, "0_W");
        network.setListeners(whole, first);
        Nets.train(network, 3);
        FirstLayerFlow second = new FirstLayerFlow("0_W", first.start(), first.pool());
        network.setListeners(whole, second);
        Nets.train(network, 2);

        assertThat(second.pool()).isEqualTo(whole.pool());
        assertThat(second.pool().steps()).isEqualTo(5);
        assertThat(second.start()).isEqualTo(whole.start()).hasSize(16);
        assertThat(second.figures(network)).isEqualTo(whole.figures(network));
    }

    @Test
    void thePoolsDeviationIsAroundItsMean() {
        assertThat(new FirstLayerFlow.Pool(1, 2, 4, 10, 3).std()).isEqualTo(1); // 1 and 3
        assertThat(new FirstLayerFlow.Pool(0, 0, 0, 0, 0).std()).isNaN();
    }
}
