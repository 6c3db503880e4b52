package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A fixed sample on which networks are compared, and between which bounds their loss can be.
 *
 * @param batches of the size that the network is trained with, as a loss may look at a part of each only
 * @param bounds of all outputs together; not finite where a loss can't say
 */
record Bench(List<MultiDataSet> batches, List<List<HeadRows>> heads, double constant, double free) {
    /** Losses of this much of the distance between the bounds apart are the same. */
    static final double SAME = 1e-9;

    /**
     * Finds the bounds.
     *
     * @param subject whose losses they are
     * @param sample in batches
     * @return the bench
     */
    static Bench of(Subject subject, List<MultiDataSet> sample) {
        List<List<HeadRows>> heads = new ArrayList<>();
        double constant = 0;
        double free = 0;
        for (Head head : Head.of(subject)) {
            List<HeadRows> batches = new ArrayList<>();
            for (MultiDataSet batch : sample) {
                HeadRows rows =
                        HeadRows.of(head, batch.getLabels(head.index()), batch.getLabelsMaskArray(head.index()));
                if (rows.rows() > 0) {
                    batches.add(rows);
                }
            }
            if (!batches.isEmpty()) {
                heads.add(batches);
                LossBounds bounds = LossBounds.of(merged(batches));
                constant += bounds.constant();
                free += bounds.free();
            }
        }
        return heads.isEmpty()
                ? new Bench(sample, heads, Double.NaN, Double.NaN)
                : new Bench(sample, heads, constant, free);
    }

    /** One batch for all where the loss of all is the sum of the batches' losses: much faster. */
    private static List<HeadRows> merged(List<HeadRows> batches) {
        if (batches.size() == 1) {
            return batches;
        }
        HeadRows all = new HeadRows(
                batches.get(0).head(),
                org.nd4j.linalg.factory.Nd4j.vstack(
                        batches.stream().map(HeadRows::labels).toList()),
                batches.get(0).divisor());
        java.util.Random random = new java.util.Random(1);
        double sum = 0;
        List<org.nd4j.linalg.api.ndarray.INDArray> outputs = new ArrayList<>();
        for (HeadRows batch : batches) {
            outputs.add(batch.random(random, 1));
            sum += batch.loss(outputs.get(outputs.size() - 1));
        }
        double whole = all.loss(org.nd4j.linalg.factory.Nd4j.vstack(outputs));
        return Math.abs(whole - sum) <= 1e-6 * Math.abs(sum) ? List.of(all) : batches;
    }

    /** The loss of the data alone, summed over the batches. */
    double loss(Subject subject) {
        double sum = 0;
        for (MultiDataSet batch : batches) {
            sum += subject.loss(batch);
        }
        return sum;
    }

    /** How much better than the best constant: at most 1; less than 0 is worse; -infinity where the loss is no number. */
    double skill(double loss) {
        return Double.isFinite(loss) ? (constant - loss) / (constant - free) : Double.NEGATIVE_INFINITY;
    }
}
