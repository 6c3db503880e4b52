package org.gradientflow.observation;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.model.Floats;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of the first layer and the movement of its weights: the raw gradient of its weights pooled over the first steps, and the
 * displacement of the weights from their start. Attach it before training; it watches one parameter of any DL4J model.
 *
 * <p>The gradient is raw: summed over the batch as the loss computed it, before clipping and updater.
 */
public final class FirstLayerFlow extends BaseTrainingListener {
    /** Steps 0 to 1000 are pooled: the range of the original's histograms. */
    public static final int POOLED_STEPS = 1_001;

    private final String key;
    private final float[] start;
    private long count;
    private double sum;
    private double sumOfSquares;
    private double maxAbs;
    private int steps;

    /**
     * Watches a new model.
     *
     * @param model at its initial values
     * @param key of the parameter, for example {@code 0_W}
     */
    public FirstLayerFlow(Model model, String key) {
        this(key, values(model, key), new Pool(0, 0, 0, 0, 0));
    }

    /**
     * Goes on watching a model that was trained before.
     *
     * @param key of the parameter
     * @param start its values at step 0
     * @param pool what was pooled so far
     */
    public FirstLayerFlow(String key, float[] start, Pool pool) {
        this.key = key;
        this.start = start.clone();
        this.steps = pool.steps;
        this.count = pool.count;
        this.sum = pool.sum;
        this.sumOfSquares = pool.sumOfSquares;
        this.maxAbs = pool.maxAbs;
    }

    /**
     * The state of the pool, enough to go on.
     *
     * @param steps seen
     * @param count of gradient elements
     * @param sum of them
     * @param sumOfSquares of them
     * @param maxAbs the largest magnitude, NaN once an element was
     */
    public record Pool(int steps, long count, double sum, double sumOfSquares, double maxAbs) {
        /**
         * The standard deviation of the elements.
         *
         * @return NaN for an empty pool, or where an element was
         */
        public double std() {
            double mean = sum / count;
            return Math.sqrt(Math.max(0, sumOfSquares / count - mean * mean));
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        if (steps++ >= POOLED_STEPS) {
            return;
        }
        INDArray gradient = model.gradient().gradientForVariable().get(key);
        for (float value : Floats.of(gradient)) {
            count++;
            sum += value;
            sumOfSquares += (double) value * value;
            maxAbs = Math.max(maxAbs, Math.abs(value)); // NaN stays NaN
        }
    }

    /**
     * The pool so far.
     *
     * @return a copy
     */
    public Pool pool() {
        return new Pool(steps, count, sum, sumOfSquares, maxAbs);
    }

    /**
     * The parameter's values at step 0.
     *
     * @return a copy
     */
    public float[] start() {
        return start.clone();
    }

    /**
     * Everything that was recorded up to now.
     *
     * @param model with its present values
     * @return the figures
     */
    public Figures figures(Model model) {
        double squaredDistance = 0;
        double squaredStart = 0;
        float[] now = values(model, key);
        for (int i = 0; i < start.length; i++) {
            double moved = (double) now[i] - start[i];
            squaredDistance += moved * moved;
            squaredStart += (double) start[i] * start[i];
        }
        double displacement = Math.sqrt(squaredDistance);
        return new Figures(pool().std(), maxAbs, displacement, displacement / Math.sqrt(squaredStart));
    }

    /**
     * The figures of one parameter; NaN and infinity are reported as what they are.
     *
     * @param gradientStd standard deviation of the pooled raw gradient elements
     * @param gradientMaxAbs their largest magnitude
     * @param displacement Euclidean distance of the values from their start
     * @param relativeDisplacement the same, over the Euclidean norm of the start
     */
    public record Figures(
            double gradientStd, double gradientMaxAbs, double displacement, double relativeDisplacement) {}

    private static float[] values(Model model, String key) {
        Map<String, INDArray> parameters = model.paramTable();
        INDArray values = parameters.get(key);
        if (values == null) {
            throw new IllegalArgumentException(
                    "the model has no parameter '" + key + "'; it has " + String.join(", ", parameters.keySet()));
        }
        return Floats.of(values);
    }
}
