package org.gradientflow.sweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.sweep.compiled.VectorJvm;
import org.junit.jupiter.api.Test;

/** Where networks don't fill whole vectors, spare replicas do, and no row tells. */
class SpareReplicasTest {
    private static final int NETWORKS = 5;

    @Test
    void changeNoRow() throws Exception {
        VectorJvm jvm = VectorJvm.run(Rows.class);

        List<String> rows = rows();
        assertThat(rows).hasSize(2 * NETWORKS).doesNotHaveDuplicates();
        assertThat(jvm.lines()).endsWith(rows.toArray(String[]::new));
    }

    /** What the JVM with vectors prints. */
    static final class Rows {
        public static void main(String[] arguments) {
            rows().forEach(System.out::println);
        }
    }

    private static List<String> rows() {
        return List.of(Cases.THREE_LAYER_XAVIER.withSteps(1_100), Cases.AUTOENCODER.withSteps(150)).stream()
                .flatMap(experiment -> train(experiment).stream())
                .map(trained -> trained.result().toString())
                .toList();
    }

    private static List<Engine.Trained> train(Experiment experiment) {
        return new CompiledEngine().train(experiment, NETWORKS, () -> false).orElseThrow();
    }
}
