package org.gradientflow.assertions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.origin.NonFiniteFinder;
import org.gradientflow.diagnosis.origin.NonFiniteOrigin;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.model.TrainingData;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.Probe;

/** Trainings of copies of one network, made when they are first asked for and kept. */
final class SeededTrainings {
    final Model model;
    final TrainingData data;
    int batch = FlowProbe.DEFAULT_BATCH;
    int steps = FlowProbe.DEFAULT_STEPS;
    int seeds = 1;
    private List<Probe> probes;
    private Diagnosis diagnosis;

    SeededTrainings(Model model, TrainingData data) {
        this.model = model;
        this.data = Objects.requireNonNull(data, "data");
    }

    void change() {
        if (probes != null || diagnosis != null) {
            throw new IllegalStateException(
                    "set steps, seeds and batch before the first assertion; the network has been trained already");
        }
    }

    List<Probe> probes() {
        if (probes == null) {
            probes = LongStream.rangeClosed(1, seeds)
                    .mapToObj(seed -> FlowProbe.of(model)
                            .on(data)
                            .batch(batch)
                            .steps(steps)
                            .seed(seed)
                            .run())
                    .toList();
        }
        return probes;
    }

    /** Where the first NaN of the training with this seed came from. */
    Optional<NonFiniteOrigin> origin(long seed) {
        return NonFiniteFinder.of(model)
                .in(Stream.generate(data.batches(batch, seed)::next)
                        .limit(steps)
                        .map(TrainingData::toMultiDataSet)
                        .iterator());
    }

    Diagnosis diagnosis() {
        if (diagnosis == null) {
            diagnosis = Doctor.of(model)
                    .on(data)
                    .batch(batch)
                    .steps(steps)
                    .seeds(seeds)
                    .diagnose();
        }
        return diagnosis;
    }
}
