package org.gradientflow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** The metrics as Prometheus reads them. */
class TrainingWatchMetricsTest {
    @Test
    void aRegistryReadsEveryLayerAndTheAlarm() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TrainingWatch watch = TrainingWatch.builder()
                .confirm(TrainingWatch.When.NOW)
                .budget(Duration.ofMinutes(5))
                .build();
        new TrainingWatchMetrics(watch).bindTo(registry);
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(30)));
        network.addListeners(watch);
        for (int step = 0; step < 60; step++) {
            network.fit(SmallClassifier.data());
        }

        assertThat(registry.scrape())
                .contains("gradientflow_loss ")
                .contains("gradientflow_gradient_std{layer=\"0\"} ", "gradientflow_gradient_std{layer=\"2\"} ")
                .contains("gradientflow_update_ratio{layer=\"1\"} ", "gradientflow_units_dead{layer=\"1\"} ")
                .contains("gradientflow_findings_total{cause=\"rate-too-high\",severity=\"severe\"} 1.0");
    }

    @Test
    void theDocumentationIsGenerated() throws IOException {
        String page = Files.readString(Path.of("src/docs/watch.md"));

        assertThat(page).contains("<!-- metrics -->\n" + WatchMetric.table() + "<!-- /metrics -->");
    }
}
