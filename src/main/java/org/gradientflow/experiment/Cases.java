package org.gradientflow.experiment;

import java.util.List;

/**
 * The named cases of the original: the two TensorFlow 1 graphs of the question, and the repairs of its answer. Each case is
 * one line away from the case that it is derived from.
 */
public final class Cases {
    /** The width of every hidden layer in the original: {@code tf.Variable(tf.random_normal([1, 16], ...))}. */
    public static final int WIDTH = 16;

    /** The original's {@code stddev = 1e-3} of every variable, biases included. */
    public static final double STANDARD_DEVIATION = 1e-3;

    /** The original's {@code GradientDescentOptimizer(1e-3)}; the answer's Adam uses the same. */
    public static final double LEARNING_RATE = 1e-3;

    /** The original's {@code tf.clip_by_value(grad, -4.5, 4.5)}. */
    public static final double CLIP = 4.5;

    /** The original's loop, {@code range(10000)}. */
    public static final int STEPS = 10_000;

    /**
     * The default seed. Its figures are typical: a test checks that each lies within TensorFlow's range over 20 seeds.
     */
    public static final long SEED = 54;

    /** The bias that the answer uses with Xavier weights. */
    public static final double XAVIER_BIAS = 0.1;

    /** Rows of the answer's full auto-encoder. */
    public static final int AUTOENCODER_BATCH = 32;

    /** The question's first graph, 1-16-1: it trains. */
    public static final Experiment TWO_LAYER = new Experiment(
            "two-layer",
            List.of(WIDTH),
            new Initialisation.Normal(STANDARD_DEVIATION),
            Bias.SAME,
            Updater.SGD,
            LEARNING_RATE,
            LossScope.FIRST_ELEMENT,
            CLIP,
            1,
            STEPS,
            SEED);

    /** The question's second graph, 1-16-16-1: its estimate becomes a constant. */
    public static final Experiment THREE_LAYER = TWO_LAYER.named("three-layer").withHidden(WIDTH, WIDTH);

    /** The answer's repair: Xavier (uniform) weights, biases 0.1. */
    public static final Experiment THREE_LAYER_XAVIER = THREE_LAYER
            .named("three-layer-xavier")
            .withWeights(Initialisation.XAVIER_UNIFORM)
            .withBias(new Bias.Constant(XAVIER_BIAS));

    /** The answer's repair with Adam. */
    public static final Experiment THREE_LAYER_XAVIER_ADAM =
            THREE_LAYER_XAVIER.named("three-layer-xavier-adam").withUpdater(Updater.ADAM);

    /** The repair with batches of 32 and a loss on element [0, 0] only, which ignores 31 rows. */
    public static final Experiment BATCH_FIRST_ELEMENT =
            THREE_LAYER_XAVIER.named("batch-first-element").withBatch(AUTOENCODER_BATCH);

    /** The answer's full auto-encoder: the loss summed over all 32 rows. */
    public static final Experiment AUTOENCODER =
            BATCH_FIRST_ELEMENT.named("autoencoder").withLossScope(LossScope.ALL);

    /** The full auto-encoder with Adam. */
    public static final Experiment AUTOENCODER_ADAM =
            AUTOENCODER.named("autoencoder-adam").withUpdater(Updater.ADAM);

    /** The question's second graph with Adam, which rescues some seeds and not others. */
    public static final Experiment THREE_LAYER_ADAM =
            THREE_LAYER.named("three-layer-adam").withUpdater(Updater.ADAM);

    /** The two graphs of the question and the repaired one of the answer, in this order. */
    public static final List<Experiment> ORIGINAL = List.of(TWO_LAYER, THREE_LAYER, THREE_LAYER_XAVIER);

    /** Every named case. */
    public static final List<Experiment> ALL = List.of(
            TWO_LAYER,
            THREE_LAYER,
            THREE_LAYER_XAVIER,
            THREE_LAYER_XAVIER_ADAM,
            AUTOENCODER,
            AUTOENCODER_ADAM,
            BATCH_FIRST_ELEMENT,
            THREE_LAYER_ADAM);

    private Cases() {}

    /**
     * The case with a name.
     *
     * @param name as in {@link Experiment#name}
     * @return the case
     * @throws IllegalArgumentException with one line that suggests the nearest name
     */
    public static Experiment named(String name) {
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "case", name, ALL.stream().map(Experiment::name).toList()));
    }
}
