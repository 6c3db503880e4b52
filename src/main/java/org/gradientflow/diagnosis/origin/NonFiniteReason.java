package org.gradientflow.diagnosis.origin;

import java.util.List;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.LayerFacts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Tells the reasons for a number that is not finite apart, by what it was made of. */
final class NonFiniteReason {
    /** Beyond this, float32's exp and squares overflow soon: exp(88) = 1.7e38. Outputs of a network that learns stay far below. */
    private static final double LARGE = 1e4;

    /** A network that learns does not enlarge its largest parameter so much within a few steps. */
    private static final double GROWN = 10;

    /** Half precision ends at 65,504; products of numbers of this size pass that. */
    private static final double LARGE_HALF = 200;

    private final Architecture architecture;
    private final MultiDataSet batch;
    private final double growth;

    NonFiniteReason(Architecture architecture, MultiDataSet batch, double growth) {
        this.architecture = architecture;
        this.batch = batch;
        this.growth = growth;
    }

    NonFiniteCause ofLayer(LayerFacts layer, double before, int row) {
        if (half(before)) {
            return NonFiniteCause.HALF_PRECISION;
        }
        if (emptyMask(row)) {
            return NonFiniteCause.EMPTY_MASK;
        }
        if (overflows(before)) {
            return NonFiniteCause.OVERFLOW;
        }
        return layer.kind().contains("Normalization") ? NonFiniteCause.NORMALISER : NonFiniteCause.LAYER;
    }

    NonFiniteCause ofLoss(List<INDArray> outputs, double before, int row) {
        if (half(before)) {
            return NonFiniteCause.HALF_PRECISION;
        }
        if (emptyMask(row)) {
            return NonFiniteCause.EMPTY_MASK;
        }
        if (overflows(before)) {
            return NonFiniteCause.OVERFLOW;
        }
        boolean atBound = outputs.stream().allMatch(NonFiniteReason::between0And1)
                && outputs.stream().anyMatch(NonFiniteReason::touches0Or1);
        return atBound ? NonFiniteCause.LOG_OF_ZERO : NonFiniteCause.LOSS;
    }

    NonFiniteCause ofUpdate(double before) {
        return half(before) ? NonFiniteCause.HALF_PRECISION : NonFiniteCause.OVERFLOW;
    }

    private boolean half(double before) {
        return architecture.dataType() == DataType.FLOAT16 && before > LARGE_HALF;
    }

    private boolean overflows(double before) {
        return before > LARGE || growth > GROWN;
    }

    private boolean emptyMask(int row) {
        return empty(batch.getFeaturesMaskArrays(), row) || empty(batch.getLabelsMaskArrays(), row);
    }

    private static boolean empty(INDArray[] masks, int row) {
        if (masks != null) {
            for (INDArray mask : masks) {
                if (mask != null && row < mask.size(0)) {
                    INDArray own = mask.slice(row);
                    if (own.sumNumber().doubleValue() == 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean between0And1(INDArray output) {
        return output.minNumber().doubleValue() >= 0 && output.maxNumber().doubleValue() <= 1;
    }

    private static boolean touches0Or1(INDArray output) {
        for (double value : Doubles.of(output)) {
            if (value == 0 || value == 1) {
                return true;
            }
        }
        return false;
    }
}
