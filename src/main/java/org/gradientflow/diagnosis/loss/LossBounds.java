package org.gradientflow.diagnosis.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Between what two values a loss moves on these labels: that of the best constant output, which a network reaches that ignores
 * its input, and that of the best output of each row, which none can better. Found by the loss function itself, so that they
 * are there for any.
 *
 * @param constant loss of the best constant, summed over the batches
 * @param free loss of the best output of each row
 * @param outputs what is best for each row, after the activation, batch by batch
 */
public record LossBounds(double constant, double free, List<INDArray> outputs) {
    /** Steps of the search: from where it starts, the ends of a sigmoid (+-15) are within reach of 0.25 a step, falling to 0. */
    private static final int STEPS = 150;

    private static final double FIRST_STEP = 0.25;

    /** No slope to speak of in float64: where labels are the best outputs, the search ends where it starts. */
    private static final double FLAT = 1e-12;

    /** A loss that falls to this share of what it was has found its end: no other start is needed. */
    private static final double NEXT_TO_NOTHING = 1e-6;

    /** Adam's first (Kingma and Ba, 2015); the second forgets as fast, so that steps stay large where slopes get small. */
    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.9;

    /**
     * Searches both.
     *
     * @param batches of one output, as it trains: a loss may look at a part of each batch only
     * @return the bounds; not finite where the loss is not
     */
    static LossBounds of(List<OutputLabels> batches) {
        double scale = scale(batches);
        double constant = constant(batches, scale);
        double free = 0;
        List<INDArray> outputs = new ArrayList<>();
        for (OutputLabels batch : batches) {
            INDArray best = best(List.of(labels(batch), middle(batch)), scale, batch::gradient, batch::loss);
            free += batch.loss(best);
            outputs.add(batch.activated(best));
        }
        return new LossBounds(constant, Math.min(free, constant), outputs);
    }

    private static double constant(List<OutputLabels> batches, double scale) {
        INDArray mean = Nd4j.zeros(DataType.DOUBLE, 1, batches.get(0).columns());
        if (batches.get(0).labels().size(1) == mean.size(1)) {
            batches.forEach(batch -> mean.addi(batch.labels().mean(true, 0).div(batches.size())));
        }
        ToDoubleFunction<INDArray> loss = row -> batches.stream()
                .mapToDouble(batch -> batch.loss(repeated(row, batch)))
                .sum();
        INDArray best = best(
                List.of(mean, Nd4j.valueArrayOf(mean.shape(), 0.1, DataType.DOUBLE)),
                scale,
                row -> batches.stream()
                        .map(batch -> batch.gradient(repeated(row, batch)).sum(true, 0))
                        .reduce(INDArray::add)
                        .orElseThrow(),
                loss);
        return loss.applyAsDouble(best);
    }

    private static INDArray repeated(INDArray row, OutputLabels batch) {
        return row.broadcast(batch.rows(), batch.columns()).dup('c');
    }

    private static INDArray labels(OutputLabels batch) {
        return batch.labels().size(1) == batch.columns() ? batch.labels().dup() : middle(batch);
    }

    /** Not 0: there a ReLU has no slope. */
    private static INDArray middle(OutputLabels batch) {
        return Nd4j.valueArrayOf(new long[] {batch.rows(), batch.columns()}, 0.1, DataType.DOUBLE);
    }

    /** Labels may be of any size where the activation has no limits. */
    private static double scale(List<OutputLabels> batches) {
        double largest = batches.stream()
                .mapToDouble(batch -> batch.labels().amaxNumber().doubleValue())
                .max()
                .orElse(1);
        return Math.max(1, largest);
    }

    /** The best that Adam with falling steps finds from any of these starts. */
    private static INDArray best(
            List<INDArray> starts,
            double scale,
            Function<INDArray, INDArray> gradient,
            ToDoubleFunction<INDArray> loss) {
        INDArray best = starts.get(0);
        double least = loss.applyAsDouble(best);
        for (INDArray start : starts) {
            double from = loss.applyAsDouble(start);
            INDArray found = descend(start, scale, gradient);
            double reached = loss.applyAsDouble(found);
            if (!(reached >= least)) {
                best = found;
                least = reached;
            }
            if (Math.abs(reached) <= NEXT_TO_NOTHING * Math.abs(from)) {
                break;
            }
        }
        return best;
    }

    private static INDArray descend(INDArray start, double scale, Function<INDArray, INDArray> gradient) {
        INDArray at = start.dup();
        INDArray mean = Nd4j.zeros(DataType.DOUBLE, at.shape());
        INDArray square = Nd4j.zeros(DataType.DOUBLE, at.shape());
        for (int step = 1; step <= STEPS; step++) {
            INDArray slope = gradient.apply(at);
            if (slope.amaxNumber().doubleValue() <= FLAT) {
                break;
            }
            // In place, and each temporary freed at once: wide labels would fill the memory before a collection comes.
            INDArray squared = slope.mul(slope).muli(1 - BETA2);
            mean.muli(BETA1).addi(slope.muli(1 - BETA1));
            square.muli(BETA2).addi(squared);
            INDArray size = Transforms.sqrt(square.div(1 - Math.pow(BETA2, step)), false)
                    .addi(1e-12);
            INDArray direction = mean.div(1 - Math.pow(BETA1, step)).divi(size);
            at.subi(direction.muli(scale * FIRST_STEP * (1 - (step - 1.0) / STEPS)));
            List.of(slope, squared, size, direction).forEach(LossBounds::free);
        }
        mean.close();
        square.close();
        return at;
    }

    private static void free(INDArray array) {
        if (array.closeable()) {
            array.close();
        }
    }
}
