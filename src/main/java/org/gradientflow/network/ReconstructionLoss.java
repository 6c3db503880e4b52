package org.gradientflow.network;

import java.util.Arrays;
import org.gradientflow.experiment.LossScope;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The original's {@code distance = (I[0,0] - 2 * O2[0,0])^2}, or its sum over every element of {@code [rows, outputs]}.
 *
 * <p>It is a sum, never a mean over rows: a configuration that uses it needs {@code miniBatch(false)}, or DL4J divides the
 * gradient by the number of rows. Arithmetic rounds as TensorFlow's does in the array's own data type, float or double.
 *
 * <p>No loss of DL4J doubles its output or counts a single element. The arrays are read element by element, because a native
 * call costs more than the arithmetic of so few numbers.
 */
public final class ReconstructionLoss implements ILossFunction {
    /** {@code estimate = 2 * O2} in the original. */
    public static final int ESTIMATE_FACTOR = 2;

    private static final long serialVersionUID = 1;

    /** Which elements count. */
    private final LossScope scope;

    private transient float lastEstimate;

    /**
     * A loss over the given elements.
     *
     * @param scope which elements count
     */
    public ReconstructionLoss(@JsonProperty("scope") LossScope scope) {
        if (scope == null) {
            throw new IllegalArgumentException("a reconstruction loss needs its scope: FIRST_ELEMENT or ALL");
        }
        this.scope = scope;
    }

    /**
     * Which elements count.
     *
     * @return the scope
     */
    @JsonProperty("scope")
    public LossScope scope() {
        return scope;
    }

    /**
     * The estimate [0, 0] of the last score or gradient, to the bit. DL4J gives listeners every activation except the output's,
     * and computing it again costs two native calls per step.
     *
     * @return twice the output, as float32
     */
    public float lastEstimate() {
        return lastEstimate;
    }

    /**
     * The loss, summed.
     *
     * @param labels what the estimate should be, {@code [rows, outputs]}
     * @param preOutput of the output layer, the same shape
     * @param activation of the output layer
     * @param mask must be null
     * @param average divide the sum by the number of rows
     * @return the sum, or the mean over rows
     * @throws IllegalArgumentException for shapes that don't fit the loss
     */
    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        check(labels, preOutput, mask);
        INDArray output = output(preOutput, activation);
        boolean single = output.dataType() == DataType.FLOAT;
        double sum = 0;
        for (long row = 0; row < rows(output); row++) {
            for (long column = 0; column < columns(output); column++) {
                sum = round(sum + square(error(labels, output, row, column, single), single), single);
            }
        }
        return average ? sum / output.size(0) : sum;
    }

    /**
     * The loss of each row.
     *
     * @return {@code [rows, 1]}, 0 in rows that do not count
     */
    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        check(labels, preOutput, mask);
        INDArray output = output(preOutput, activation);
        boolean single = output.dataType() == DataType.FLOAT;
        INDArray scores = Nd4j.zeros(output.dataType(), output.size(0), 1);
        for (long row = 0; row < rows(output); row++) {
            double sum = 0;
            for (long column = 0; column < columns(output); column++) {
                sum = round(sum + square(error(labels, output, row, column, single), single), single);
            }
            scores.putScalar(row, 0, sum);
        }
        return scores;
    }

    /**
     * The derivative with respect to the pre-output.
     *
     * @return {@code [rows, outputs]}; 0 in elements that do not count
     */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        check(labels, preOutput, mask);
        INDArray output = output(preOutput, activation);
        boolean single = output.dataType() == DataType.FLOAT;
        INDArray gradient = Nd4j.zeros(output.dataType(), output.shape());
        for (long row = 0; row < rows(output); row++) {
            for (long column = 0; column < columns(output); column++) {
                // Exact in any order, because the error is multiplied by powers of two only.
                gradient.putScalar(row, column, -2 * ESTIMATE_FACTOR * error(labels, output, row, column, single));
            }
        }
        return activation.backprop(preOutput, gradient).getFirst();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    @Override
    public String name() {
        return toString();
    }

    private long rows(INDArray output) {
        return scope == LossScope.ALL ? output.size(0) : 1;
    }

    private long columns(INDArray output) {
        return scope == LossScope.ALL ? output.size(1) : 1;
    }

    private INDArray output(INDArray preOutput, IActivation activation) {
        // An activation works in place, hence the copy; the identity needs none.
        INDArray output =
                activation instanceof ActivationIdentity ? preOutput : activation.getActivation(preOutput.dup(), true);
        lastEstimate = ESTIMATE_FACTOR * output.getFloat(0, 0);
        return output;
    }

    private static double error(INDArray labels, INDArray output, long row, long column, boolean single) {
        return round(labels.getDouble(row, column) - ESTIMATE_FACTOR * output.getDouble(row, column), single);
    }

    private static double square(double error, boolean single) {
        return round(error * error, single);
    }

    /** A sum or product of two floats is the float result once rounded from double: 53 bits are at least 2 * 24 + 2. */
    private static double round(double value, boolean single) {
        return single ? (float) value : value;
    }

    private static void check(INDArray labels, INDArray preOutput, INDArray mask) {
        if (mask != null) {
            throw new IllegalArgumentException("a reconstruction loss takes no mask: remove the rows from the batch");
        }
        if (preOutput.rank() != 2 || preOutput.isEmpty() || !Arrays.equals(labels.shape(), preOutput.shape())) {
            throw new IllegalArgumentException(
                    "a reconstruction loss needs labels and output of one shape [rows, outputs], not labels %s and output %s"
                            .formatted(Arrays.toString(labels.shape()), Arrays.toString(preOutput.shape())));
        }
        if (preOutput.dataType() != DataType.FLOAT && preOutput.dataType() != DataType.DOUBLE) {
            throw new IllegalArgumentException(
                    "a reconstruction loss computes in FLOAT or DOUBLE, not in " + preOutput.dataType());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReconstructionLoss loss && loss.scope == scope;
    }

    @Override
    public int hashCode() {
        return scope.hashCode();
    }

    @Override
    public String toString() {
        return "ReconstructionLoss(" + scope + ")";
    }
}
