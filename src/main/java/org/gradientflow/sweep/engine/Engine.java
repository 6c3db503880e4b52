package org.gradientflow.sweep.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gradientflow.experiment.Experiment;

/** Trains a sweep's networks, on any number of threads. */
public interface Engine {
    /**
     * One trained network.
     *
     * @param result how its training ended
     * @param parameters at the end, in the order of DL4J's {@code network.params()}
     */
    record Trained(Result result, float[] parameters) {}

    /**
     * How it is named on the command line and in a sweep's record.
     *
     * @return lower case
     */
    String name();

    /**
     * The number of networks to hand over at once.
     *
     * @param experiment of one of them
     * @return 1 or more
     */
    int atOnce(Experiment experiment);

    /**
     * Estimates how long one network takes, to warn of a grid that is too large.
     *
     * @param experiment of the network
     * @return seconds of one thread
     */
    double seconds(Experiment experiment);

    /**
     * Trains networks that differ in their seed only. A network's numbers do not depend on those beside it.
     *
     * @param first the experiment of the first
     * @param count of networks, with seeds one after another
     * @param stop asked every now and then
     * @return the networks in the order of their seeds; nothing when stopped
     */
    Optional<List<Trained>> train(Experiment first, int count, BooleanSupplier stop);
}
