package org.gradientflow.diagnosis.forecast;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A forecast of a network's first signals and gradients from its configuration and initial parameters: signals and gradients as random fields
 * whose variances pass from layer to layer (Glorot and Bengio 2010, section 4.2; He et al. 2015, section 2.2; Poole et al. 2016).
 *
 * <p>A layer of {@code fanIn} inputs and weights of mean square v hands on sqrt(fanIn v E[f'(z)^2]) of a difference between two
 * inputs, and sqrt(fanOut v E[f'(z)^2]) of a gradient; z is taken as Gaussian with the variance that reaches the layer. For ReLU
 * that is sqrt(fanIn/2) sigma, for tanh, sigmoid and identity around zero sqrt(fanIn) sigma times the slope there (1, 1/4, 1).
 *
 * <p>It is an estimate: wide layers with independent weights follow it closely, narrow ones scatter around it. Layers it has no
 * formula for (pooling, normalisation by neighbours, attention) count as handing on what they get.
 *
 * @param layers and vertices, from the input to the output
 * @param firstToLast expected rms gradient of the first layer's weights over that of the last layer's; NaN without weights
 * @param deadPath chance that for one input some layer has all its units off: 1 - prod(1 - deadLayer); for N units a layer without
 *     bias 1 - prod(1 - 2^-N)
 */
public record Forecast(List<LayerForecast> layers, double firstToLast, double deadPath) {
    /**
     * Copies the list.
     *
     * @param layers and vertices, from the input to the output
     * @param firstToLast expected rms gradient of the first layer's weights over that of the last layer's; NaN without weights
     * @param deadPath chance that for one input some layer has all its units off: 1 - prod(1 - deadLayer); for N units a
     *     layer without bias 1 - prod(1 - 2^-N)
     */
    public Forecast {
        layers = List.copyOf(layers);
    }

    /**
     * Forecasts a network at its present parameters. The network and the calling thread's random generator are left as they were.
     *
     * @param model an initialised MultiLayerNetwork or ComputationGraph
     * @param features a sample, one array an input of the network
     * @return the forecast
     * @throws IllegalArgumentException if the number of arrays is not that of the network's inputs
     */
    public static Forecast of(Model model, INDArray... features) {
        Random random = Nd4j.getRandom();
        long root = random.rootState();
        long node = random.nodeState();
        try {
            return of(new ForecastWork(model, features).layers());
        } finally {
            random.setStates(root, node);
        }
    }

    private static Forecast of(List<LayerForecast> layers) {
        double[] gradients = layers.stream()
                .filter(layer -> !Double.isNaN(layer.weightRms()))
                .mapToDouble(LayerForecast::gradient)
                .toArray();
        double first = gradients.length == 0 ? Double.NaN : gradients[0];
        double last = gradients.length == 0 ? Double.NaN : gradients[gradients.length - 1];
        double alive = 1;
        for (LayerForecast layer : layers) {
            alive *= 1 - layer.deadLayer();
        }
        return new Forecast(layers.stream().map(layer -> layer.relativeTo(last)).toList(), first / last, 1 - alive);
    }

    /**
     * One layer or vertex.
     *
     * @param name index or vertex name
     * @return its forecast
     * @throws IllegalArgumentException if there is none of this name
     */
    public LayerForecast layer(String name) {
        return layers.stream()
                .filter(layer -> layer.layer().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer '" + name + "'"));
    }
}
