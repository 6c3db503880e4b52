package org.gradientflow.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Draws the initial parameters of {@link Networks#create} without making the network: the same numbers bit for bit, in a
 * fraction of the time. For one thread at a time.
 */
public final class InitialParameters {
    private final List<Layer> layers = new ArrayList<>();
    private final INDArray flat;
    private final boolean drawnBiases;

    private record Layer(FeedForwardLayer shape, INDArray weights, INDArray bias) {}

    private InitialParameters(Experiment experiment) {
        MultiLayerConfiguration configuration = Networks.configuration(experiment);
        drawnBiases = experiment.bias() instanceof Bias.Same;
        flat = Nd4j.create(DataType.FLOAT, Networks.parameters(experiment));
        long offset = 0;
        for (int i = 0; i < configuration.getConfs().size(); i++) {
            FeedForwardLayer shape = (FeedForwardLayer) configuration.getConf(i).getLayer();
            long weights = offset + shape.getNIn() * shape.getNOut();
            long end = weights + shape.getNOut();
            layers.add(new Layer(
                    shape,
                    flat.get(NDArrayIndex.interval(offset, weights)),
                    flat.get(NDArrayIndex.interval(weights, end))));
            offset = end;
        }
    }

    /**
     * The initial parameters of an experiment's networks.
     *
     * @param experiment of the networks; its seed does not matter
     * @return draws for any seed
     */
    public static InitialParameters of(Experiment experiment) {
        return new InitialParameters(experiment);
    }

    /**
     * The parameters of one network. Reseeds the calling thread's ND4J generator, as a network's {@code init} does.
     *
     * @param seed of the experiment
     * @return a new array in the order of {@code network.params()}: layer by layer, weights (the inputs of one unit after
     *     another), then biases
     */
    public float[] draw(long seed) {
        Nd4j.getRandom().setSeed(Networks.generatorSeed(seed));
        for (Layer layer : layers) {
            init(layer, layer.weights, layer.shape.getNIn(), layer.shape.getNOut());
            if (!drawnBiases) {
                layer.bias.assign(layer.shape.getBiasInit());
            }
        }
        if (drawnBiases) {
            for (Layer layer : layers) {
                init(layer, layer.bias, 1, layer.shape.getNOut());
            }
        }
        return Floats.of(flat);
    }

    private static void init(Layer layer, INDArray values, long... shape) {
        layer.shape
                .getWeightInitFn()
                .init(
                        layer.shape.getNIn(),
                        layer.shape.getNOut(),
                        shape,
                        IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
                        values);
    }
}
