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
 * @param batches one of all rows, or those that the network is trained with where a loss looks at a part of each only
 * @param heads what each output's loss is asked about, batch by batch
 * @param constant loss of the best constant output, summed over batches and outputs; where no loss can be asked, the
 *     network's own at the start
 * @param free loss of the best output of each row; where no loss can be asked, 0
 */
record Bench(List<MultiDataSet> batches, List<List<HeadRows>> heads, double constant, double free) {
    /** Rows that are looked at: enough to tell a skill of 0 from one of 0.1, few enough to cost less than a training. */
    static final int ROWS = 256;

    /** Batches that are looked at where each has to be asked on its own, which is slow. */
    private static final int BATCHES = 32;

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
        int rows = sample.rows() / size * size;
        return of(
                subject,
                batches,
                sample.select(IntStream.range(0, rows).toArray()).toMultiDataSet());
    }

    private static Bench of(Subject subject, List<MultiDataSet> sample, MultiDataSet whole) {
        List<List<HeadRows>> heads = new ArrayList<>();
        boolean separable = true;
        for (Head head : Head.of(subject)) {
            List<HeadRows> batches = sample.stream()
                    .map(batch ->
                            HeadRows.of(head, batch.getLabels(head.index()), batch.getLabelsMaskArray(head.index())))
                    .filter(rows -> rows.rows() > 0)
                    .toList();
            if (!batches.isEmpty()) {
                heads.add(batches);
                separable &= separable(batches);
            }
        }
        // One batch is much faster than many; where nothing can be asked of the loss, it is taken as it is trained.
        List<MultiDataSet> evaluated = separable && !heads.isEmpty() && sample.size() > 1
                ? List.of(whole)
                : sample.subList(0, Math.min(BATCHES, sample.size()));
        double constant = 0;
        double free = 0;
        for (List<HeadRows> batches : heads) {
            Head head = batches.get(0).head();
            LossBounds bounds = LossBounds.of(
                    evaluated.get(0) != whole
                            ? batches.subList(0, Math.min(evaluated.size(), batches.size()))
                            : List.of(HeadRows.of(
                                    head, whole.getLabels(head.index()), whole.getLabelsMaskArray(head.index()))));
            constant += bounds.constant();
            free += bounds.free();
        }
        boolean bounded = !heads.isEmpty() && Double.isFinite(constant) && Double.isFinite(free);
        return bounded
                ? new Bench(evaluated, heads, constant, free)
                : new Bench(
                        evaluated,
                        heads,
                        evaluated.stream().mapToDouble(subject::loss).sum(),
                        0);
    }

    /** Whether the loss of all rows is the sum of the batches' losses: not so where it looks at a part of each batch. */
    private static boolean separable(List<HeadRows> batches) {
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
        return Math.abs(all.loss(Nd4j.vstack(outputs)) - sum) <= 1e-6 * Math.abs(sum);
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
