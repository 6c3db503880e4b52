package org.gradientflow.model;

import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Internal: how many rows a network is measured with in one pass. Activations of a large network take far more memory than its data. */
public final class RowsAtOnce {
    /** Numbers of a row, features and labels, from which a pass is bounded: an image of 64 x 64. */
    private static final long LARGE_ROW = 4_096;

    /** Parameters from which it is. */
    private static final long LARGE_NETWORK = 2_000_000;

    /** So few tell something in any case. */
    private static final int LEAST = 32;

    private RowsAtOnce() {}

    /**
     * The rows of a pass.
     *
     * @param subject that is measured
     * @param data to measure it with
     * @param wanted rows
     * @param batch rows of a training step, for which there is memory
     * @return {@code wanted}, or fewer for a large network or large rows
     */
    public static int of(Subject subject, TrainingData data, int wanted, int batch) {
        long row = Stream.concat(data.features().stream(), data.labels().stream())
                .mapToLong(array -> array.length() / array.size(0))
                .sum();
        INDArray parameters = subject.model().params();
        boolean large = row > LARGE_ROW || parameters != null && parameters.length() > LARGE_NETWORK;
        return large ? Math.min(wanted, Math.max(batch, LEAST)) : wanted;
    }
}
