package org.gradientflow.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FirstLayerFlow;

/**
 * The training of one experiment: the network, the position in its inputs, and a memory of the steps so far. A session that
 * resumes from a {@link Memory} gives the same numbers, bit for bit, as one that was never interrupted.
 */
public final class Session {
    /** DL4J's key of the first layer's weights, the original's {@code W:0}. */
    public static final String FIRST_LAYER = "0_W";

    /** The original evaluates ten inputs after training. */
    public static final int EVALUATIONS = 10;

    private final Experiment experiment;
    private final MultiLayerNetwork network;
    private final FirstLayerFlow firstLayer;
    private final RecentSteps recent;

    private Session(Experiment experiment, MultiLayerNetwork network, FirstLayerFlow firstLayer, List<Step> recent) {
        this.experiment = experiment;
        this.network = network;
        this.firstLayer = firstLayer;
        this.recent = new RecentSteps(experiment.countedRows(), recent);
        network.addListeners(firstLayer);
    }

    /**
     * The state of a session that its network does not have.
     *
     * @param start the first layer's weights at step 0
     * @param pool the pooled raw gradient of these weights
     * @param recent the last steps, oldest first
     */
    public record Memory(float[] start, FirstLayerFlow.Pool pool, List<Step> recent) {
        /**
         * Refuses more steps than a session keeps.
         *
         * @param start the first layer's weights at step 0
         * @param pool the pooled raw gradient of these weights
         * @param recent the last steps, oldest first
         */
        public Memory {
            recent = List.copyOf(recent);
            if (recent.size() > RecentSteps.KEPT) {
                throw new IllegalArgumentException(
                        "recent steps must be at most " + RecentSteps.KEPT + ", not " + recent.size());
            }
        }
    }

    /**
     * A new network with values drawn from the experiment's seed.
     *
     * @param experiment what to train
     * @return a session at step 0
     */
    public static Session start(Experiment experiment) {
        MultiLayerNetwork network = Networks.create(experiment);
        return new Session(experiment, network, new FirstLayerFlow(network, FIRST_LAYER), List.of());
    }

    /**
     * Continues the training of a saved network.
     *
     * @param experiment what to train
     * @param network with its updater's state and iteration count
     * @param memory of the steps before
     * @return a session at the network's iteration
     */
    public static Session resume(Experiment experiment, MultiLayerNetwork network, Memory memory) {
        return new Session(
                experiment, network, new FirstLayerFlow(FIRST_LAYER, memory.start(), memory.pool()), memory.recent());
    }

    /**
     * The experiment that is trained.
     *
     * @return the experiment
     */
    public Experiment experiment() {
        return experiment;
    }

    /**
     * The network in its current state.
     *
     * @return the live network
     */
    public MultiLayerNetwork network() {
        return network;
    }

    /**
     * The state that {@link #resume} needs in addition to the network.
     *
     * @return a copy
     */
    public Memory memory() {
        return new Memory(firstLayer.start(), firstLayer.pool(), recent.steps());
    }

    /**
     * Trains up to the experiment's number of steps and evaluates.
     *
     * @param stop checked before each step; a stopped session is complete up to its last step
     * @param listeners called for each step, in order
     * @return the result
     */
    public Run run(BooleanSupplier stop, List<? extends Step.Listener> listeners) {
        int first = network.getIterationCount();
        Trainer trainer = new Trainer(
                network, Signal.uniform(experiment.seed(), (long) first * experiment.batch()), experiment.batch());
        List<Step.Listener> all = new ArrayList<>(List.of(recent));
        all.addAll(listeners);
        long started = System.nanoTime();
        int done = trainer.train(experiment.steps(), stop, all);
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Run(
                experiment,
                done,
                recent.loss(),
                recent.trained(),
                recent.slope(),
                firstLayer.figures(network),
                Floats.of(network.getParam(FIRST_LAYER)),
                trainer.evaluate(EVALUATIONS),
                (done - first) / seconds);
    }
}
