package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.training.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain loops and vector instructions give the same numbers, bit for bit. Vectors need a JVM that is started for them. */
class KernelsTest {
    private static VectorJvm jvm;

    @BeforeAll
    static void startTheJvm() throws Exception {
        jvm = VectorJvm.run(Vectors.class);
    }

    @Test
    void areThePlainLoopsWithoutTheModule() {
        assertThat(KernelFactory.BEST).isSameAs(KernelFactory.PLAIN);
        assertThat(CompiledTrainer.whole(3)).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "vectors where the number of replicas fits",
                "whole vectors",
                "the same bits in any configuration",
                "the same bits at the bound and beyond all bounds",
                "trained as TensorFlow trained",
                "no allocation once compiled",
                "more replicas where the updater has a state"
            })
    void areVectorsWithTheModule(String what) {
        jvm.assertThatHolds(what);
    }

    /** What the JVM with vectors checks. */
    static final class Vectors {
        public static void main(String[] arguments) {
            int width = KernelFactory.BEST.width();
            VectorJvm.check("vectors where the number of replicas fits", () -> {
                assertThat(width).isGreaterThan(1);
                assertThat(KernelFactory.of(3 * width)).isSameAs(KernelFactory.BEST);
                assertThat(KernelFactory.of(3 * width + 1)).isSameAs(KernelFactory.PLAIN);
            });
            VectorJvm.check("whole vectors", () -> {
                assertThat(CompiledTrainer.whole(1)).isEqualTo(width);
                assertThat(CompiledTrainer.whole(width)).isEqualTo(width);
                assertThat(CompiledTrainer.whole(width + 1)).isEqualTo(2 * width);
            });
            VectorKernelsCheck bits = new VectorKernelsCheck();
            VectorJvm.check("the same bits in any configuration", bits::theSameBitsInAnyConfiguration);
            VectorJvm.check(
                    "the same bits at the bound and beyond all bounds", bits::theSameBitsAtTheBoundAndBeyondAllBounds);
            VectorJvm.check("trained as TensorFlow trained", () -> {
                Object[] recorded = Reference.recorded().get(0).get();
                new TrajectoryTest().isTrainedAsTensorFlowTrainedIt((String) recorded[0], (Experiment) recorded[1]);
            });
            VectorJvm.check(
                    "no allocation once compiled",
                    () -> assertThat(ReplicasTest.allocated(2 * width, 40)).isLessThan(1_000));
            VectorJvm.check(
                    "more replicas where the updater has a state",
                    () -> assertThat(lanes(Cases.THREE_LAYER_XAVIER_ADAM))
                            .isEqualTo(4 * lanes(Cases.THREE_LAYER_XAVIER)));
        }
    }

    private static int lanes(Experiment experiment) {
        return CompiledTrainer.of(Networks.configuration(experiment)).lanes();
    }
}
