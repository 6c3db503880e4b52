package org.gradientflow.model;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Internal: the parameters and the updater's state of a network at one step, kept in the same memory each time. */
public final class Checkpoint {
    private INDArray parameters;
    private INDArray state;
    private int iteration;

    /**
     * Keeps a network as it is now.
     *
     * @param model always the same one
     * @param next number of its next step
     */
    public void keep(Model model, int next) {
        parameters = into(parameters, model.params());
        state = into(state, state(model));
        iteration = next;
    }

    /**
     * A network as it was kept.
     *
     * @param model that was kept, as it is now
     * @return a copy
     * @throws IllegalStateException if nothing was kept
     */
    public Subject restored(Model model) {
        if (parameters == null) {
            throw new IllegalStateException("nothing was kept yet");
        }
        Subject copy = Subject.of(model).copy();
        copy.model().params().assign(parameters);
        if (state != null && state(copy.model()) != null) {
            state(copy.model()).assign(state);
        }
        Iterations.set(copy.model(), iteration);
        return copy;
    }

    private static INDArray into(INDArray kept, INDArray now) {
        if (now == null) {
            return null;
        }
        return kept == null || kept.length() != now.length() ? Detached.copy(now) : kept.assign(now);
    }

    private static INDArray state(Model of) {
        BaseMultiLayerUpdater<?> updater = (BaseMultiLayerUpdater<?>)
                (of instanceof MultiLayerNetwork network
                        ? network.getUpdater(false)
                        : ((ComputationGraph) of).getUpdater(false));
        return updater == null ? null : updater.getStateViewArray();
    }
}
