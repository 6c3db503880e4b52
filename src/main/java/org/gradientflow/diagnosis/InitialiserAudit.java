package org.gradientflow.diagnosis;

import java.util.List;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The variance that DL4J's initialisers really draw, beside the nominal one: that of the scheme's publication, or of its own
 * description where there is none.
 *
 * <p>Nominal are: LeCun et al. 1998, "Efficient BackProp", variance 1/fanIn; Glorot and Bengio 2010, 2/(fanIn + fanOut); He et
 * al. 2015, 2/fanIn; for the VAR_SCALING family 1/n with n the fan in, the fan out or their mean, as in Keras, whose truncated
 * normal makes up for what truncation at two deviations takes away.
 */
public final class InitialiserAudit {
    /** Fans that differ, and so many weights that a variance is right to 1%. */
    private static final int FAN_IN = 400;

    private static final int FAN_OUT = 200;

    private static final double IN = 1.0 / FAN_IN;
    private static final double OUT = 1.0 / FAN_OUT;
    private static final double AVERAGE = 2.0 / (FAN_IN + FAN_OUT);

    /**
     * One scheme.
     *
     * @param scheme its name
     * @param formula of the nominal variance
     * @param nominal variance for the audit's fans
     * @param drawn variance around zero of the weights drawn for them
     */
    public record Entry(WeightInit scheme, String formula, double nominal, double drawn) {
        /**
         * How far off the scheme is.
         *
         * @return drawn over nominal variance
         */
        public double ratio() {
            return drawn / nominal;
        }
    }

    private InitialiserAudit() {}

    /**
     * Draws from every scheme that takes a fan.
     *
     * @param seed of the draws; the calling thread's generator is left as it was
     * @return a line a scheme
     */
    public static List<Entry> of(long seed) {
        Random random = Nd4j.getRandom();
        long root = random.rootState();
        long node = random.nodeState();
        try {
            random.setSeed(seed);
            return List.of(
                    entry(WeightInit.SIGMOID_UNIFORM, "32/(fanIn+fanOut)", 16 * AVERAGE),
                    entry(WeightInit.NORMAL, "1/fanIn", IN),
                    entry(WeightInit.LECUN_NORMAL, "1/fanIn", IN),
                    entry(WeightInit.LECUN_UNIFORM, "1/fanIn", IN),
                    entry(WeightInit.UNIFORM, "1/(3 fanIn)", IN / 3),
                    entry(WeightInit.XAVIER, "2/(fanIn+fanOut)", AVERAGE),
                    entry(WeightInit.XAVIER_UNIFORM, "2/(fanIn+fanOut)", AVERAGE),
                    entry(WeightInit.XAVIER_FAN_IN, "1/fanIn", IN),
                    entry(WeightInit.XAVIER_LEGACY, "1/(fanIn+fanOut)", AVERAGE / 2),
                    entry(WeightInit.RELU, "2/fanIn", 2 * IN),
                    entry(WeightInit.RELU_UNIFORM, "2/fanIn", 2 * IN),
                    entry(WeightInit.VAR_SCALING_NORMAL_FAN_IN, "1/fanIn", IN),
                    entry(WeightInit.VAR_SCALING_NORMAL_FAN_OUT, "1/fanOut", OUT),
                    entry(WeightInit.VAR_SCALING_NORMAL_FAN_AVG, "2/(fanIn+fanOut)", AVERAGE),
                    entry(WeightInit.VAR_SCALING_UNIFORM_FAN_IN, "1/fanIn", IN),
                    entry(WeightInit.VAR_SCALING_UNIFORM_FAN_OUT, "1/fanOut", OUT),
                    entry(WeightInit.VAR_SCALING_UNIFORM_FAN_AVG, "2/(fanIn+fanOut)", AVERAGE));
        } finally {
            random.setStates(root, node);
        }
    }

    private static Entry entry(WeightInit scheme, String formula, double nominal) {
        INDArray weights = Nd4j.createUninitialized(DataType.FLOAT, (long) FAN_IN * FAN_OUT);
        scheme.getWeightInitFunction()
                .init(FAN_IN, FAN_OUT, new long[] {FAN_IN, FAN_OUT}, IWeightInit.DEFAULT_WEIGHT_INIT_ORDER, weights);
        double norm = weights.norm2Number().doubleValue();
        return new Entry(scheme, formula, nominal, norm * norm / weights.length());
    }
}
