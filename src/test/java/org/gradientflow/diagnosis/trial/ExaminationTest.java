package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class ExaminationTest {
    private static final AtomicInteger GRADIENTS = new AtomicInteger();

    /** Counts what is asked of it: a step asks once, and the search for its bounds some hundred times. */
    @SuppressWarnings("serial")
    private static final class Counted extends LossMCXENT {
        @Override
        public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
            GRADIENTS.incrementAndGet();
            return super.computeGradient(labels, preOutput, activation, mask);
        }
    }

    @Test
    void everyTrainingIsReportedBeforeItsFirstStepAndMadeOnce() {
        GRADIENTS.set(0);
        List<String> progress = new ArrayList<>();
        Subject subject = Subject.of(SmallClassifier.withOutput(layer -> layer.setLossFn(new Counted())));
        Examination examination = new Examination(
                subject,
                TrainingData.of(SmallClassifier.data()),
                16,
                20,
                1,
                TimeBudget.of(Duration.ofMinutes(10)),
                next -> progress.add(next + " at " + GRADIENTS.get()));

        examination.base();
        int trained = GRADIENTS.get();
        examination.trial(new TrialChange.Rate(1), subject::copy);
        examination.base();
        examination.trial(new TrialChange.Rate(1), subject::copy);

        assertThat(trained).isGreaterThanOrEqualTo(20);
        assertThat(progress).containsExactly("unchanged at 0", "learning rate times 1 at " + trained);
        assertThat(GRADIENTS).hasValue(trained + 20);
    }

    /** At so small a rate next to nothing is learned, so that all ten rounds are made. */
    private static Examination still(List<String> progress) {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(1e-4)));
        return new Examination(
                Subject.of(network),
                TrainingData.of(SmallClassifier.data()),
                16,
                5,
                1,
                TimeBudget.of(Duration.ofMinutes(10)),
                progress::add);
    }

    @Test
    void trainingOnChangesNothingThatIsMeasuredElsewhere() {
        List<String> progress = new ArrayList<>();
        Examination before = still(progress);
        Examination after = still(new ArrayList<>());
        INDArray trained =
                ((MultiLayerNetwork) after.probe().trained()).params().dup();

        ContinuedTraining continued = after.continuedTraining();

        assertThat(continued).isEqualTo(new ContinuedTraining(50, continued.skill(), false));
        assertThat(continued.skill()).isNotEqualTo(after.skillAfter());
        assertThat(((MultiLayerNetwork) after.probe().trained()).params()).isEqualTo(trained);
        assertThat(after.trainedLayers()).usingRecursiveComparison().isEqualTo(before.trainedLayers());
        assertThat(after.base()).usingRecursiveComparison().isEqualTo(before.base());
        assertThat(progress).containsExactly("unchanged");
    }

    @Test
    void continuedTrainingGoesOnWhereTheProbeEnded() {
        List<String> progress = new ArrayList<>();
        Examination examination = still(progress);
        MultiLayerNetwork copy = (MultiLayerNetwork)
                Subject.of(examination.probe().trained()).copy().model();
        for (int round = 2; round <= 10; round++) {
            Iterator<TrainingData> batches = examination.data().batches(16, 1 + round);
            for (int step = 0; step < 5; step++) {
                copy.fit(batches.next().toDataSet());
            }
        }

        double skill =
                examination.evaluationSet().skill(examination.evaluationSet().loss(Subject.of(copy)));
        assertThat(examination.continuedTraining().skill()).isEqualTo(skill);
        assertThat(examination.continuedTraining().learns()).isFalse();
        assertThat(progress)
                .hasSize(10)
                .startsWith("unchanged", "unchanged, trained further to step 10")
                .endsWith("unchanged, trained further to step 50");
    }

    @Test
    void withoutNewTrialsOnlyThoseThatWereMadeAreKnown() {
        List<String> progress = new ArrayList<>();
        Examination examination = still(progress);
        TrialChange made = new TrialChange.Rate(10);
        Trial trial = examination.trial(made, examination.subject()::copy).orElseThrow();
        Examination decided = examination.withoutNewTrials();

        assertThat(decided.trial(new TrialChange.Rate(10), examination.subject()::copy))
                .containsSame(trial);
        assertThat(decided.trial(new TrialChange.Rate(100), examination.subject()::copy))
                .isEmpty();
        assertThat(examination.trial(new TrialChange.Rate(100), examination.subject()::copy))
                .isPresent();
        assertThat(progress).containsExactly("learning rate times 10", "learning rate times 100");
    }
}
