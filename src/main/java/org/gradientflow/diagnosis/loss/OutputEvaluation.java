package org.gradientflow.diagnosis.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One output's loss on the evaluation set.
 *
 * @param trained labels in the batches that the network is trained with
 * @param evaluated the same in those that it is compared on: one, where the loss allows
 * @param bounds of the loss over {@code evaluated}
 */
public record OutputEvaluation(List<OutputLabels> trained, List<OutputLabels> evaluated, LossBounds bounds) {
    public Output output() {
        return trained.get(0).output();
    }

    /** Every row that is evaluated. */
    public OutputLabels rows() {
        return OutputLabels.joined(evaluated);
    }

    /** Whether the loss of all rows is the sum of the batches' losses: not so where it looks at a part of each batch. */
    static boolean separable(List<OutputLabels> batches) {
        OutputLabels all = OutputLabels.joined(batches);
        Random random = new Random(1);
        double sum = 0;
        List<INDArray> outputs = new ArrayList<>();
        for (OutputLabels batch : batches) {
            outputs.add(batch.random(random, 1));
            sum += batch.loss(outputs.get(outputs.size() - 1));
        }
        return Math.abs(all.loss(Nd4j.vstack(outputs)) - sum) <= 1e-6 * Math.abs(sum);
    }
}
