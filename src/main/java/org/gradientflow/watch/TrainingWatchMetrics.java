package org.gradientflow.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.observation.LayerReading;
import org.gradientflow.observation.StepReading;

/**
 * The numbers of a watch as Micrometer metrics: see {@link WatchMetric}. Micrometer is an optional dependency, which only this class needs.
 *
 * <pre>{@code new TrainingWatchMetrics(watch).bindTo(registry);}</pre>
 */
public final class TrainingWatchMetrics implements MeterBinder {
    private final TrainingWatch watch;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * The metrics of one watch, of the network that it saw first.
     *
     * @param watch that is or will be attached to a network
     */
    public TrainingWatchMetrics(TrainingWatch watch) {
        this.watch = watch;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        WatchMetric.LOSS.id(),
                        watch,
                        one -> one.reading().map(StepReading::loss).orElse(Double.NaN))
                .description(WatchMetric.LOSS.description())
                .register(registry);
        watch.listen(reading -> reading.layers().forEach(layer -> layer(registry, layer.layer())), alarm -> {
            Finding finding = alarm.finding();
            Counter.builder(WatchMetric.FINDINGS.id())
                    .description(WatchMetric.FINDINGS.description())
                    .tag("cause", finding.cause().id())
                    .tag("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .increment();
        });
    }

    private void layer(MeterRegistry registry, String name) {
        if (known.add(name)) {
            gauge(registry, WatchMetric.GRADIENT, name, LayerReading::gradient);
            gauge(registry, WatchMetric.UPDATE_RATIO, name, LayerReading::updateRatio);
            gauge(registry, WatchMetric.UNITS_DEAD, name, LayerReading::deadShare);
        }
    }

    private void gauge(MeterRegistry registry, WatchMetric metric, String layer, ToDoubleFunction<LayerReading> value) {
        Gauge.builder(
                        metric.id(),
                        watch,
                        one -> one.reading().stream()
                                .flatMap(reading -> reading.layers().stream())
                                .filter(reading -> reading.layer().equals(layer))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(Double.NaN))
                .description(metric.description())
                .tags(Tags.of("layer", layer))
                .register(registry);
    }
}
