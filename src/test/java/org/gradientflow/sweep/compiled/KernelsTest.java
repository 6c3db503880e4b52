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

/** Plain loops and vector instructions give the same numbers, bit for bit. Vectors need a JVM started with their module. */
class KernelsTest {
    private static VectorJvm jvm;

    @BeforeAll
    static void startTheJvm() throws Exception {
        jvm = VectorJvm.run(Vectors.class);
    }

    @Test
    void areThePlainLoopsIfTheModuleIsMissing() {
        assertThat(KernelFactory.BEST).isSameAs(KernelFactory.PLAIN);
        assertThat(CompiledTrainer.whole(3)).isEqualTo(3);
    }

    @Test
    void fillHalfASecondLevelCache() {
        assertThat(lanes(3)).isEqualTo(128); // the most
        assertThat(lanes(1_000)).isEqualTo(16); // 21 would fit: a power of two
        assertThat(lanes(10_000)).isEqualTo(4); // the fewest
    }

    /** A network with a hidden layer of that many units: three weights and biases per unit, and one more. */
    static int lanes(int units) {
        return CompiledTrainer.of(Networks.configuration(Cases.TWO_LAYER.withHidden(units)))
                .lanes();
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
    void areVectorInstructionsIfTheModuleIsThere(String what) {
        jvm.assertThatHolds(what);
    }

    /** What the JVM with vectors checks. */
    static final class Vectors {
        public static void main(String[] arguments) {
            VectorKernelsCheck vectors = new VectorKernelsCheck();
            VectorJvm.check("vectors where the number of replicas fits", vectors::vectorsWhereTheNumberOfReplicasFits);
            VectorJvm.check("whole vectors", vectors::wholeVectors);
            VectorJvm.check("the same bits in any configuration", vectors::theSameBitsInAnyConfiguration);
            VectorJvm.check(
                    "the same bits at the bound and beyond all bounds",
                    vectors::theSameBitsAtTheBoundAndBeyondAllBounds);
            VectorJvm.check("trained as TensorFlow trained", () -> {
                Object[] recorded = Reference.recorded().get(0).get();
                new TrajectoryTest().isTrainedAsTensorFlowTrainedIt((String) recorded[0], (Experiment) recorded[1]);
            });
            VectorJvm.check(
                    "no allocation once compiled",
                    () -> assertThat(ReplicasTest.allocated(2 * KernelFactory.BEST.width(), 40))
                            .isLessThan(1_000));
            VectorJvm.check(
                    "more replicas where the updater has a state", vectors::moreReplicasWhereTheUpdaterHasAState);
        }
    }
}
