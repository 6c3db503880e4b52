package org.gradientflow.diagnosis.trial;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.diagnosis.loss.LabelMask;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.loss.LabelledSample;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.OutputRange;
import org.gradientflow.diagnosis.variant.ReferenceInitialisation;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Lazy;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.RowsAtOnce;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.Probe;

/** What an {@link Examination} measures without changing anything: each once, when it is first asked for. */
final class Measurements {
    /** Rows that layers are looked at with. */
    private static final int STATE_ROWS = 128;

    final Subject subject;
    final TrainingData data;
    final int batch;
    final int steps;
    final long seed;
    final Consumer<String> progress;
    final TimeBudget budget;

    final Lazy<Architecture> architecture = Lazy.of(this::readArchitecture);
    final Lazy<Probe> probe = Lazy.of(this::train);
    final Lazy<EvaluationSet> evaluationSet = Lazy.of(this::sample);
    final Lazy<Trial> base = Lazy.of(this::evaluate);
    final Lazy<Subject> reference = Lazy.of(this::drawReference);
    final Lazy<List<LayerState>> initialLayers = Lazy.of(() -> layers(subject()));
    final Lazy<List<LayerState>> referenceInitialLayers = Lazy.of(() -> layers(reference.get()));
    final Lazy<List<LayerState>> trainedLayers = Lazy.of(() -> layers(trained()));
    final Lazy<WeightMovement> movement = Lazy.of(this::measureMovement);
    final Lazy<Subject> trainedOn = Lazy.of(() -> trained().copy());
    final Lazy<LearningCurve> curve = Lazy.of(this::trainOn);
    final Lazy<ContinuedTraining> continuedTraining = Lazy.of(this::continueTraining);
    final Lazy<ColumnScale> featureScale = Lazy.of(this::measureFeatures);
    final Lazy<Optional<ColumnScale>> labelScale = Lazy.of(this::measureLabels);
    final Lazy<Optional<LabelSignal>> signal = Lazy.of(this::measureSignal);

    Measurements(
            Subject subject,
            TrainingData data,
            int batch,
            int steps,
            long seed,
            TimeBudget budget,
            Consumer<String> progress) {
        this.subject = subject;
        this.data = data;
        this.batch = Math.min(batch, data.rows());
        this.steps = steps;
        this.seed = seed;
        this.progress = progress;
        this.budget = budget;
    }

    private Subject subject() {
        return subject;
    }

    private Architecture readArchitecture() {
        return Architecture.of(subject.model());
    }

    private Probe train() {
        progress.accept("unchanged");
        return FlowProbe.of(subject.model())
                .on(data)
                .batch(batch)
                .steps(steps)
                .seed(seed)
                .run();
    }

    /** As the probe left it. Nothing trains it any further. */
    Subject trained() {
        return Subject.of(probe.get().trained());
    }

    private EvaluationSet sample() {
        return EvaluationSet.of(subject.copy(), data, batch, seed);
    }

    private Trial evaluate() {
        double[] losses = probe.get().history().losses().values();
        EvaluationSet evaluation = evaluationSet.get();
        double loss = evaluation.loss(trained());
        return new Trial(evaluation.skill(evaluation.loss(subject.copy())), evaluation.skill(loss), loss, losses);
    }

    private Subject drawReference() {
        return ReferenceInitialisation.of(subject);
    }

    private List<LayerState> layers(Subject of) {
        int rows = RowsAtOnce.of(of, data, STATE_ROWS, batch);
        return LayerState.of(of.copy(), data.sample(rows, seed).toMultiDataSet());
    }

    private WeightMovement measureMovement() {
        return WeightMovement.of(architecture.get(), probe.get().history().movements(), initialLayers.get());
    }

    /** Trains a copy of the probe's copy, which stays as it is for other measurements. */
    private LearningCurve trainOn() {
        // Dropout draws from the thread's generator when layers are measured, too. Published numbers have them measured
        // first.
        trainedLayers.get();
        return new LearningCurve(base.get().after(), budget::over, round -> {
            progress.accept("unchanged, trained further to step " + Numbers.count((long) round * steps));
            return Trial.of(trainedOn.get(), data.batches(batch, seed + round), steps, evaluationSet.get())
                    .after();
        });
    }

    private ContinuedTraining continueTraining() {
        WeightMovement moved = movement.get();
        return ContinuedTraining.of(
                base.get().after(),
                steps,
                moved,
                budget::over,
                curve.get()::after,
                () -> moved.firstBetween(subject.model(), trainedOn.get().model()));
    }

    private ColumnScale measureFeatures() {
        return ColumnScale.worst(data.features().stream().map(ColumnScale::of).toList());
    }

    private Optional<ColumnScale> measureLabels() {
        List<OutputEvaluation> outputs = evaluationSet.get().outputs();
        boolean regression = !outputs.isEmpty()
                && outputs.stream()
                        .map(one -> OutputRange.of(
                                one.output(), one.trained().get(0).columns()))
                        .allMatch(range -> Double.isInfinite(range.least()) && Double.isInfinite(range.largest()));
        if (!regression) {
            return Optional.empty();
        }
        Subject copy = subject.copy();
        return Optional.of(ColumnScale.worst(outputs.stream()
                .map(OutputEvaluation::output)
                .map(output -> ColumnScale.of(data.labels().get(output.index()), LabelMask.of(copy, data, output)))
                .toList()));
    }

    private Optional<LabelSignal> measureSignal() {
        return LabelledSample.of(subject.copy(), data, seed)
                .map(sample -> LabelSignal.of(sample.features(), sample.labels(), new Random(seed)));
    }
}
