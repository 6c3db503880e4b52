package org.gradientflow.training;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's updater, without the slicing that it repeats in every step.
 *
 * <p>{@code BaseMultiLayerUpdater.update} keeps slices of the network's own gradient, and slices only gradients from
 * elsewhere. It tells the two apart by identity: {@code gradient.gradient() != getFlattenedGradientsView()}. In 1.0.0-M2.1
 * {@link DefaultGradient#gradient()} reshapes the {@code [1, n]} view to {@code [n]}, a new array at every call. So every
 * gradient looks foreign, and each step slices parameters and gradients of every variable twice, which takes much of a small
 * network's time. This class passes the view itself. Clipping, minibatch division, regularization and updater are DL4J's code
 * on the same memory, so the parameters stay equal bit for bit.
 *
 * <p>Install it after {@code init()} with {@link #installOn}, and again after a network was read from a file, which has DL4J's
 * own updater. The state of the updater (Adam's moments) is kept and saved as usual.
 */
public final class ViewUpdater extends MultiLayerUpdater {
    private static final long serialVersionUID = 1;

    private ViewUpdater(MultiLayerNetwork network, INDArray state) {
        super(network, state);
    }

    /**
     * Replaces the updater of a network and keeps its state.
     *
     * @param network an initialised network with at least one parameter
     * @return the updater that the network now uses
     * @throws NullPointerException if {@code network} is null
     * @throws IllegalStateException if the network is not initialised
     */
    public static ViewUpdater installOn(MultiLayerNetwork network) {
        Objects.requireNonNull(network, "network");
        if (!network.isInitCalled()) {
            throw new IllegalStateException("the network must be initialised before its updater is replaced");
        }
        ViewUpdater updater = new ViewUpdater(network, network.getUpdater().getStateViewArray());
        network.setUpdater(updater);
        return updater;
    }

    @Override
    public synchronized void update(
            Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
        boolean own = getNetwork().gradient() == gradient;
        super.update(
                own ? new OwnGradient(gradient, getFlattenedGradientsView()) : gradient,
                iteration,
                epoch,
                batchSize,
                workspaces);
    }

    @Override
    public Updater clone() {
        return new ViewUpdater(getNetwork(), null);
    }

    /** A network's own gradient: {@link #gradient()} is the flattened view of shape {@code [1, n]}, not a reshaped copy. */
    private static final class OwnGradient extends DefaultGradient {

        private static final long serialVersionUID = 1L;

        private final transient INDArray view;
        private final transient Gradient gradient;

        OwnGradient(Gradient gradient, INDArray view) {
            super(view);
            this.view = view;
            this.gradient = gradient;
        }

        @Override
        public INDArray gradient() {
            return view;
        }

        @Override
        public Map<String, INDArray> gradientForVariable() {
            return gradient.gradientForVariable();
        }
    }
}
