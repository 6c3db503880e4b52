package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
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
    void everyTrainingIsToldBeforeItsFirstStepAndMadeOnce() {
        GRADIENTS.set(0);
        List<String> told = new ArrayList<>();
        Subject subject = Subject.of(SmallClassifier.withOutput(layer -> layer.setLossFn(new Counted())));
        Examination examination = new Examination(
                subject,
                TrainingData.of(SmallClassifier.data()),
                16,
                20,
                1,
                next -> told.add(next + " at " + GRADIENTS.get()));

        examination.base();
        int trained = GRADIENTS.get();
        examination.trial("a copy", subject::copy);
        examination.trainOn(1);
        examination.base();
        examination.trial("a copy", subject::copy);

        assertThat(trained).isGreaterThanOrEqualTo(20);
        assertThat(told)
                .containsExactly(
                        "as it is at 0", "a copy at " + trained, "as it is, on to step 20 at " + (trained + 20));
        assertThat(GRADIENTS).hasValue(trained + 40);
    }
}
