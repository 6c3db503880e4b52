package org.gradientflow.diagnosis.rule.layer;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.gradientflow.diagnosis.origin.NonFiniteFinder;
import org.gradientflow.diagnosis.origin.NonFiniteOrigin;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.MultiDataSet;

/** The training breaks off at a layer or a loss that makes NaN or infinity of numbers that are not large. */
public final class NonFiniteLayerRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        if (!examination.base().diverged()) {
            return List.of();
        }
        Iterator<MultiDataSet> steps = Stream.generate(examination.batches()::next)
                .limit(examination.base().losses().length)
                .map(TrainingData::toMultiDataSet)
                .iterator();
        return NonFiniteFinder.of(examination.subject().model())
                .in(steps)
                .map(NonFiniteOrigin::finding)
                .filter(finding -> finding.cause() == Cause.NON_FINITE_LAYER)
                .map(List::of)
                .orElse(List.of());
    }
}
