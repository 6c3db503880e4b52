package org.gradientflow.experiment;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything that defines one training, as an immutable value: two equal experiments give the same numbers bit for bit. A
 * variant is a copy with one thing changed, see {@link Cases}.
 *
 * @param name at most 100 letters, digits, {@code .}, {@code _} and {@code -}; the first a letter or digit
 * @param hidden widths of the hidden ReLU layers, 1 to 1,000 layers of 1 to 10,000 units; the input and the identity output
 *     have width 1
 * @param weights how weights start
 * @param bias how biases start
 * @param updater SGD or Adam
 * @param learningRate positive
 * @param lossScope elements that the loss counts: [0, 0] or all
 * @param clip every gradient is clipped by value to plus or minus this, positive; {@link Double#POSITIVE_INFINITY} never clips
 * @param batch rows per step, 1 to 100,000
 * @param steps parameter updates, 1 to 1,000,000,000
 * @param seed of the initial values and of the inputs
 */
public record Experiment(
        String name,
        List<Integer> hidden,
        Initialisation weights,
        Bias bias,
        Updater updater,
        double learningRate,
        LossScope lossScope,
        double clip,
        int batch,
        int steps,
        long seed) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** The most parameter updates. */
    public static final int MOST_STEPS = 1_000_000_000;

    /** The most rows per step. */
    public static final int MOST_BATCH = 100_000;

    /**
     * Refuses values out of range with one line that names the value.
     *
     * @param name at most 100 letters, digits, {@code .}, {@code _} and {@code -}; the first a letter or digit
     * @param hidden widths of the hidden ReLU layers, 1 to 1,000 layers of 1 to 10,000 units; the input and the identity
     *     output have width 1
     * @param weights how weights start
     * @param bias how biases start
     * @param updater SGD or Adam
     * @param learningRate positive
     * @param lossScope elements that the loss counts: [0, 0] or all
     * @param clip every gradient is clipped by value to plus or minus this, positive; {@link Double#POSITIVE_INFINITY}
     *     never clips
     * @param batch rows per step, 1 to 100,000
     * @param steps parameter updates, 1 to 1,000,000,000
     * @param seed of the initial values and of the inputs
     */
    public Experiment {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit, not '" + name
                            + "'");
        }
        hidden = List.copyOf(hidden);
        Check.between("number of hidden layers", hidden.size(), 1, 1_000);
        hidden.forEach(width -> Check.between("width of a hidden layer", width, 1, 10_000));
        Check.positive("learning rate", learningRate);
        if (clip != Double.POSITIVE_INFINITY) {
            Check.positive("clip", clip);
        }
        Check.between("batch", batch, 1, MOST_BATCH);
        Check.between("steps", steps, 1, MOST_STEPS);
    }

    /**
     * The number of layers with weights, which "two-layer" and "three-layer" count.
     *
     * @return hidden layers and the output layer
     */
    public int weightLayers() {
        return hidden.size() + 1;
    }

    /**
     * The number of rows in a batch that the loss counts.
     *
     * @return the batch size, or 1 if only element [0, 0] counts
     */
    public int countedRows() {
        return lossScope == LossScope.ALL ? batch : 1;
    }

    /**
     * A copy under another name.
     *
     * @param newName see {@link #name}
     * @return the copy
     */
    public Experiment named(String newName) {
        return new Experiment(
                newName, hidden, weights, bias, updater, learningRate, lossScope, clip, batch, steps, seed);
    }

    /**
     * A copy with other hidden layers.
     *
     * @param widths of the hidden layers, from the input on
     * @return the copy
     */
    public Experiment withHidden(Integer... widths) {
        return new Experiment(
                name, List.of(widths), weights, bias, updater, learningRate, lossScope, clip, batch, steps, seed);
    }

    /**
     * A copy with other initial weights.
     *
     * @param initialisation of the weights
     * @return the copy
     */
    public Experiment withWeights(Initialisation initialisation) {
        return new Experiment(
                name, hidden, initialisation, bias, updater, learningRate, lossScope, clip, batch, steps, seed);
    }

    /**
     * A copy with other initial biases.
     *
     * @param newBias how biases start
     * @return the copy
     */
    public Experiment withBias(Bias newBias) {
        return new Experiment(
                name, hidden, weights, newBias, updater, learningRate, lossScope, clip, batch, steps, seed);
    }

    /**
     * A copy with another updater.
     *
     * @param newUpdater the rule
     * @return the copy
     */
    public Experiment withUpdater(Updater newUpdater) {
        return new Experiment(
                name, hidden, weights, bias, newUpdater, learningRate, lossScope, clip, batch, steps, seed);
    }

    /**
     * A copy with another learning rate.
     *
     * @param rate a positive number
     * @return the copy
     */
    public Experiment withLearningRate(double rate) {
        return new Experiment(name, hidden, weights, bias, updater, rate, lossScope, clip, batch, steps, seed);
    }

    /**
     * A copy with another loss.
     *
     * @param scope which elements count
     * @return the copy
     */
    public Experiment withLossScope(LossScope scope) {
        return new Experiment(name, hidden, weights, bias, updater, learningRate, scope, clip, batch, steps, seed);
    }

    /**
     * A copy with another bound on each gradient element.
     *
     * @param bound positive, infinity for none
     * @return the copy
     */
    public Experiment withClip(double bound) {
        return new Experiment(name, hidden, weights, bias, updater, learningRate, lossScope, bound, batch, steps, seed);
    }

    /**
     * A copy with another batch size.
     *
     * @param rows per step
     * @return the copy
     */
    public Experiment withBatch(int rows) {
        return new Experiment(name, hidden, weights, bias, updater, learningRate, lossScope, clip, rows, steps, seed);
    }

    /**
     * A copy that trains for longer or shorter.
     *
     * @param count number of updates
     * @return the copy
     */
    public Experiment withSteps(int count) {
        return new Experiment(name, hidden, weights, bias, updater, learningRate, lossScope, clip, batch, count, seed);
    }

    /**
     * A copy with other random draws.
     *
     * @param newSeed any
     * @return the copy
     */
    public Experiment withSeed(long newSeed) {
        return new Experiment(
                name, hidden, weights, bias, updater, learningRate, lossScope, clip, batch, steps, newSeed);
    }
}
