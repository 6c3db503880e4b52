package org.gradientflow.diagnosis.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientflow.model.RowsAtOnce;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A fixed sample on which networks are compared, and between which bounds their loss can be.
 *
 * @param batches one of all rows, or those that the network is trained with where a loss looks at a part of each only
 * @param outputs each output's loss
 * @param constant loss of the best constant output, summed over batches and outputs; where no loss can be asked, the
 *     network's own at the start
 * @param free loss of the best output of each row; where no loss can be asked, 0
 */
public record EvaluationSet(List<MultiDataSet> batches, List<OutputEvaluation> outputs, double constant, double free) {
    /** Rows that are looked at: enough to tell a skill of 0 from one of 0.1, few enough to cost less than a training. */
    static final int ROWS = 256;

    private static final int FEWEST_ROWS = 32;

    /** Labels that are looked at, so many of all rows. */
    private static final long MOST_LABELS = 1 << 16;

    /** Batches that are looked at where each has to be asked on its own, which is slow. */
    private static final int BATCHES = 32;

    /**
     * Takes a sample in batches; what is left over is dropped.
     *
     * @param subject whose losses they are
     * @param data all of it
     * @param batch rows that the network is trained with at once
     * @param seed of the sample
     * @return the evaluation set
     */
    public static EvaluationSet of(Subject subject, TrainingData data, int batch, long seed) {
        TrainingData sample = data.sample(rows(data), seed);
        int size = Math.min(batch, sample.rows());
        List<MultiDataSet> batches = new ArrayList<>();
        for (int from = 0; from + size <= sample.rows(); from += size) {
            batches.add(
                    sample.select(IntStream.range(from, from + size).toArray()).toMultiDataSet());
        }
        return of(
                subject,
                batches,
                chunks(sample, sample.rows() / size * size, RowsAtOnce.of(subject, sample, ROWS, batch)));
    }

    /** Fewer rows of many labels: each is searched for its best output. */
    private static int rows(TrainingData data) {
        long labels = data.labels().stream()
                .mapToLong(array -> array.length() / array.size(0))
                .sum();
        return (int) Math.max(FEWEST_ROWS, Math.min(ROWS, MOST_LABELS / Math.max(1, labels)));
    }

    private static List<MultiDataSet> chunks(TrainingData sample, int rows, int atOnce) {
        List<MultiDataSet> chunks = new ArrayList<>();
        for (int from = 0; from < rows; from += atOnce) {
            chunks.add(sample.select(
                            IntStream.range(from, Math.min(rows, from + atOnce)).toArray())
                    .toMultiDataSet());
        }
        return chunks;
    }

    private static EvaluationSet of(Subject subject, List<MultiDataSet> sample, List<MultiDataSet> whole) {
        List<List<OutputLabels>> trained = Output.of(subject).stream()
                .map(output -> OutputLabels.of(subject, output, sample))
                .filter(batches -> !batches.isEmpty())
                .toList();
        // One batch is much faster than many; where nothing can be asked of the loss, it is taken as it is trained.
        boolean separable = !trained.isEmpty() && trained.stream().allMatch(OutputEvaluation::separable);
        List<MultiDataSet> evaluated = separable ? whole : sample.subList(0, Math.min(BATCHES, sample.size()));
        List<OutputEvaluation> outputs = trained.stream()
                .<OutputEvaluation>mapMulti((batches, next) -> {
                    List<OutputLabels> rows =
                            OutputLabels.of(subject, batches.get(0).output(), evaluated);
                    if (!rows.isEmpty()) {
                        next.accept(new OutputEvaluation(batches, rows, LossBounds.of(rows)));
                    }
                })
                .toList();
        double constant = outputs.stream()
                .mapToDouble(output -> output.bounds().constant())
                .sum();
        double free =
                outputs.stream().mapToDouble(output -> output.bounds().free()).sum();
        return !outputs.isEmpty() && Double.isFinite(constant) && Double.isFinite(free)
                ? new EvaluationSet(evaluated, outputs, constant, free)
                : new EvaluationSet(
                        evaluated,
                        outputs,
                        evaluated.stream().mapToDouble(subject::loss).sum(),
                        0);
    }

    /** The loss of the data alone, summed over the batches. */
    public double loss(Subject subject) {
        double sum = 0;
        for (MultiDataSet batch : batches) {
            sum += subject.loss(batch);
        }
        return sum;
    }

    /** The skill of a loss: 1 is perfect, 0 the best constant output, less is worse; -infinity where the loss is no number. */
    public double skill(double loss) {
        return Double.isFinite(loss)
                ? (constant - loss) / Math.max(constant - free, Double.MIN_NORMAL)
                : Double.NEGATIVE_INFINITY;
    }
}
