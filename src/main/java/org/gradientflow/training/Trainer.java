package org.gradientflow.training;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.network.Networks;
import org.gradientflow.network.ReconstructionLoss;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training loop: for each step it draws a batch, fits the network to repeat it, and calls the listeners. */
public final class Trainer {
    private final MultiLayerNetwork network;
    private final Signal signal;
    private final float[] batch;
    private final INDArray input;
    private final ReconstructionLoss loss;

    /**
     * A trainer that continues at the network's iteration count. It replaces the network's updater by a {@link ViewUpdater}.
     *
     * @param network initialised, 1 input and 1 output, with a {@link ReconstructionLoss}
     * @param signal at the position of the network's next step
     * @param rows of a batch
     */
    public Trainer(MultiLayerNetwork network, Signal signal, int rows) {
        this.network = network;
        this.signal = signal;
        this.batch = new float[rows];
        this.input = Nd4j.create(DataType.FLOAT, rows, Networks.INPUTS);
        ViewUpdater.installOn(network);
        this.loss = (ReconstructionLoss)
                ((OutputLayer) network.getOutputLayer().conf().getLayer()).getLossFn();
    }

    /**
     * Trains until the network has done a number of steps in all, or is stopped.
     *
     * @param until the number of steps the network has done at the end
     * @param stop checked before each step
     * @param listeners called for each step, in order
     * @return the number of steps the network has done
     */
    public int train(int until, BooleanSupplier stop, List<? extends Step.Listener> listeners) {
        int step = network.getIterationCount();
        for (; step < until && !stop.getAsBoolean(); step++) {
            signal.next(batch);
            for (int row = 0; row < batch.length; row++) {
                input.data().put(row, batch[row]);
            }
            for (Step.Listener listener : listeners) {
                listener.before(step, network);
            }
            network.fit(input, input);
            Step done = new Step(step, batch[0], (float) network.score(), loss.lastEstimate());
            for (Step.Listener listener : listeners) {
                listener.after(done, network);
            }
        }
        return step;
    }

    /**
     * Evaluates the network on the signal's next values, one at a time, as the original does after training.
     *
     * @param count how many values
     * @return each input with its estimate, twice the output
     */
    public List<Evaluation> evaluate(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] value = new float[1];
                    signal.next(value);
                    INDArray output = network.output(Nd4j.createFromArray(new float[][] {value}));
                    return new Evaluation(value[0], ReconstructionLoss.ESTIMATE_FACTOR * output.getFloat(0));
                })
                .toList();
    }

    /**
     * One evaluation after training.
     *
     * @param input the original's {@code eval_inp}
     * @param estimate the original's {@code estimate0}
     */
    public record Evaluation(float input, float estimate) {}
}
