package org.gradientflow.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of a whole run lie within TensorFlow 2.18's range over 20 seeds, so the default run is typical. */
class TensorFlowRangesTest {
    /** TensorFlow's smallest and largest figure over 20 seeds. */
    private record Range(double least, double most) {
        void assertHolds(String figure, double value) {
            assertThat(value).as(figure).isBetween(least, most);
        }
    }

    /** The standard deviation and maximum of W:0's raw gradient over steps 0 to 1,000, and three figures over 10,000 steps. */
    private record Ranges(Range gradientStd, Range gradientMax, Range moved, Range loss, Range slope) {
        void assertHold(Run run) {
            gradientStd.assertHolds("gradient std", run.firstLayer().gradientStd());
            gradientMax.assertHolds("gradient max", run.firstLayer().gradientMaxAbs());
            moved.assertHolds("W:0 moved", run.firstLayer().displacement());
            loss.assertHolds("loss", run.loss());
            slope.assertHolds("slope", run.slope());
        }
    }

    private static final Ranges TWO_LAYER = new Ranges(
            new Range(.9e-3, 2.0e-3),
            new Range(.009, .024),
            new Range(.633, .642),
            new Range(6.5e-4, 1.2e-3),
            new Range(.987, .999));

    /** The slope of a constant is recorded as 0; over 1,000 steps it varies by the learning rate. */
    private static final Ranges THREE_LAYER = new Ranges(
            new Range(1.3e-6, 5.6e-6),
            new Range(.9e-5, 4.6e-5),
            new Range(3.5e-5, 15e-5),
            new Range(.323, .346),
            new Range(-.005, .005));

    private static final Ranges XAVIER = new Ranges(
            new Range(.068, .205),
            new Range(.9, 5.2),
            new Range(.115, .302),
            new Range(1.3e-4, 1.3e-3),
            new Range(.99, 1));

    private static final Ranges XAVIER_ADAM = new Ranges(
            new Range(.037, .156),
            new Range(.8, 4.8),
            new Range(.21, .46),
            new Range(1.3e-5, 5.1e-4),
            new Range(.99, 1.03));

    static List<Arguments> cases() {
        return List.of(
                Arguments.of(Cases.TWO_LAYER, TWO_LAYER, true),
                Arguments.of(Cases.THREE_LAYER, THREE_LAYER, false),
                Arguments.of(Cases.THREE_LAYER_XAVIER, XAVIER, true),
                Arguments.of(Cases.THREE_LAYER_XAVIER_ADAM, XAVIER_ADAM, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aDefaultRunIsTypical(Experiment experiment, Object ranges, boolean trained) {
        Run run = Session.start(experiment).run(() -> false, List.of());

        ((Ranges) ranges).assertHold(run);
        assertThat(run.trained()).isEqualTo(trained);
        assertThat(run.steps()).isEqualTo(10_000);
        assertThat(run.evaluations()).hasSize(10);
    }

    @Test
    void theFullAutoencoderImprovesTheLossHundredfold() {
        Run run = Session.start(Cases.AUTOENCODER).run(() -> false, List.of());

        new Range(.8e-6, 16e-6).assertHolds("loss of a row", run.loss());
        assertThat(run.trained()).isTrue();
    }
}
