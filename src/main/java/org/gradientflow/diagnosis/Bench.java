package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradientflow.observation.TrainingData;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fixed sample on which networks are compared, and between which bounds their loss can be.
 *
 * @param batches of the size that the network is trained with, as a loss may look at a part of each only
 * @param heads what each output's loss is asked about, batch by batch
 * @param constant loss of the best constant output, summed over batches and outputs; where no loss can be asked, the
 *     network's own at the start
 * @param free loss of the best output of each row; where no loss can be asked, 0
 */
record Bench(List<MultiDataSet> batches, List<List<HeadRows>> heads, double constant, double free) {
    /** Rows that are looked at: enough to tell a skill of 0 from one of 0.1, few enough to cost less than a training. */
    static final int ROWS = 256;

    /**
     * Takes a sample in batches; what is left over is dropped.
     *
     * @param subject whose losses they are
     * @param data all of it
     * @param batch rows that the network is trained with at once
     * @param seed of the sample
     * @return the bench
     */
    static Bench of(Subject subject, TrainingData data, int batch, long seed) {
        TrainingData sample = data.sample(ROWS, seed);
        int size = Math.min(batch, sample.rows());
        List<MultiDataSet> batches = new ArrayList<>();
        for (int from = 0; from + size <= sample.rows(); from += size) {
            batches.add(
                    sample.select(IntStream.range(from, from + size).toArray()).toMultiDataSet());
        }
        return of(subject, batches);
    }

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
                ? new Bench(
                        sample,
                        heads,
                        sample.stream().mapToDouble(subject::loss).sum(),
                        0)
                : new Bench(sample, heads, constant, free);
    }

    /** One batch for all where the loss of all is the sum of the batches' losses: much faster. */
    private static List<HeadRows> merged(List<HeadRows> batches) {
        if (batches.size() == 1) {
            return batches;
        }
        HeadRows all = new HeadRows(
                batches.get(0).head(),
                Nd4j.vstack(batches.stream().map(HeadRows::labels).toList()),
                batches.get(0).divisor());
        Random random = new Random(1);
        double sum = 0;
        List<INDArray> outputs = new ArrayList<>();
        for (HeadRows batch : batches) {
            outputs.add(batch.random(random, 1));
            sum += batch.loss(outputs.get(outputs.size() - 1));
        }
        double whole = all.loss(Nd4j.vstack(outputs));
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
        return Double.isFinite(loss)
                ? (constant - loss) / Math.max(constant - free, Double.MIN_NORMAL)
                : Double.NEGATIVE_INFINITY;
    }
}
