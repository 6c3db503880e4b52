package org.gradientflow.diagnosis.forecast;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.LayerFacts;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Passes variances through a network, forwards and then back. */
final class ForecastWork {
    private static final IActivation IDENTITY = new ActivationIdentity();

    /** Functions that are flat below zero. */
    private static final Set<Class<?>> FLAT =
            Set.of(ActivationReLU.class, ActivationReLU6.class, ActivationThresholdedReLU.class);

    /** An LSTM around zero: input and output gate are sigmoid(0) = 1/2 open, so that a quarter comes through a step. */
    private static final double LSTM_GATES = 0.25;

    /** The number that a batch normalisation adds to a variance before it divides, DL4J's default. */
    private static final double NORMALISATION_EPSILON = 1e-5;

    private final Architecture architecture;
    private final Map<String, INDArray> parameters;
    private final Map<String, Signal> signals = new LinkedHashMap<>();
    private final Map<String, Pass> passes = new LinkedHashMap<>();
    private final int rows;

    /**
     * The size of a layer's output.
     *
     * @param square mean over units and inputs
     * @param spread variance over the inputs, mean over units
     */
    private record Signal(double square, double spread) {}

    /**
     * The factors by which a layer changes signals and gradients.
     *
     * @param weightRms of its weights, NaN where it has none
     * @param forward factor of a variance
     * @param backward factor of a gradient's mean square
     * @param slope the activation's part of both
     * @param input mean square of what it reads
     */
    private record Pass(
            double weightRms, double forward, double backward, double slope, double input, double dead, double off) {}

    ForecastWork(Model model, INDArray... features) {
        this.architecture = Architecture.of(model);
        this.parameters = model.paramTable();
        if (features.length != architecture.inputs().size()) {
            throw new IllegalArgumentException("expected an array for each of the inputs %s, got %d"
                    .formatted(architecture.inputs(), features.length));
        }
        this.rows = (int) features[0].size(0);
        for (int i = 0; i < features.length; i++) {
            signals.put(architecture.inputs().get(i), signal(features[i]));
        }
    }

    private static Signal signal(INDArray features) {
        double norm = features.norm2Number().doubleValue();
        double std = features.size(0) < 2
                ? 0
                : features.reshape('c', features.size(0), features.length() / features.size(0))
                        .std(false, 0)
                        .norm2Number()
                        .doubleValue();
        return new Signal(norm * norm / features.length(), std * std * features.size(0) / features.length());
    }

    /** Each layer or vertex, with gradients relative to the network's own outputs. */
    List<LayerForecast> layers() {
        architecture.layers().forEach(this::forward);
        Map<String, Double> gradients = backward();
        return architecture.layers().stream()
                .map(layer -> forecast(layer.name(), gradients.get(layer.name())))
                .toList();
    }

    private LayerForecast forecast(String layer, double gradient) {
        Pass pass = passes.get(layer);
        boolean weights = !Double.isNaN(pass.weightRms);
        return new LayerForecast(
                layer,
                pass.weightRms,
                Math.sqrt(pass.forward),
                Math.sqrt(pass.backward),
                Math.sqrt(signals.get(layer).spread),
                weights ? Math.sqrt(gradient * pass.slope * pass.input) : Double.NaN,
                pass.dead,
                pass.off);
    }

    private void forward(LayerFacts layer) {
        // An embedding's input is an index: it hands on one row as it is.
        Signal in = layer.readsIndices() ? new Signal(1, 1) : joined(layer);
        List<String> weights = layer.weights();
        if (layer.kind().equals("BatchNormalization")) {
            normalise(layer, in);
        } else if (weights.isEmpty() || layer.fanIn() == 0) {
            apply(layer, in, Double.NaN, 1, 1);
        } else {
            double rms = rms(parameters.get(weights.get(0)));
            // A recurrent layer's first step: what it remembers is zero.
            double sums = weights.stream().anyMatch(key -> key.endsWith("RW")) ? layer.nIn() : layer.fanIn();
            double gates = layer.kind().endsWith("LSTM") ? LSTM_GATES * LSTM_GATES : 1;
            apply(layer, in, rms, gates * sums * rms * rms, gates * layer.fanOut() * rms * rms);
        }
    }

    private void apply(LayerFacts layer, Signal in, double rms, double forward, double backward) {
        INDArray bias = layer.parameters().stream()
                .filter(key -> key.endsWith("_b"))
                .findFirst()
                .map(parameters::get)
                .orElse(null);
        boolean own = bias != null && !layer.kind().endsWith("LSTM"); // an LSTM's bias opens its gates
        double mean = own ? bias.meanNumber().doubleValue() : 0;
        double scatter = own && bias.length() > 1 ? bias.stdNumber(false).doubleValue() : 0;
        IActivation function = layer.output() ? IDENTITY : layer.activation().orElse(IDENTITY);
        if (function instanceof ActivationSoftmax) {
            function = IDENTITY; // of units together, not of each alone
        }
        Gaussian moments = Gaussian.of(function, mean, Math.sqrt(forward * in.square + scatter * scatter));
        // The slope holds for small differences; no spread is larger than the whole signal.
        double spread = Math.min(moments.output(), forward * in.spread * moments.slope());
        signals.put(layer.name(), new Signal(moments.output(), spread));
        double dead = 0;
        double off = 0;
        if (FLAT.contains(function.getClass())) {
            double[] biases = bias == null ? new double[(int) Math.max(1, layer.nOut())] : Doubles.rowMajor(bias);
            dead = DeadUnitForecast.forEveryInput(biases, forward * in.square, forward * in.spread, rows);
            off = DeadUnitForecast.allForOneInput(biases, forward * in.square);
        }
        passes.put(
                layer.name(),
                new Pass(
                        rms,
                        in.spread == 0 ? forward * moments.slope() : spread / in.spread,
                        backward * moments.slope(),
                        moments.slope(),
                        in.square,
                        dead,
                        off));
    }

    private void normalise(LayerFacts layer, Signal in) {
        double gamma = layer.parameters().stream()
                .filter(key -> key.endsWith("gamma"))
                .findFirst()
                .map(key -> rms(parameters.get(key)))
                .orElse(1.0);
        double gain = gamma * gamma / (in.spread + NORMALISATION_EPSILON);
        signals.put(layer.name(), new Signal(gain * in.spread, gain * in.spread));
        passes.put(layer.name(), new Pass(Double.NaN, gain, gain, 1, in.square, 0, 0));
    }

    /** The signal of several inputs together: added up, averaged, or side by side. */
    private Signal joined(LayerFacts layer) {
        double square = 0;
        double spread = 0;
        for (String input : layer.inputs()) {
            square += signals.get(input).square;
            spread += signals.get(input).spread;
        }
        int count = layer.inputs().size();
        double divisor = adds(layer) ? 1 : count;
        return new Signal(square / divisor, spread / divisor);
    }

    private static boolean adds(LayerFacts layer) {
        return layer.kind().equals("ElementWiseVertex");
    }

    /** Mean squares of the gradients with respect to each layer's output; 1 at the outputs' pre-activations. */
    private Map<String, Double> backward() {
        Map<String, Double> gradients = new HashMap<>();
        List<LayerFacts> layers = architecture.layers();
        layers.stream().filter(LayerFacts::output).forEach(layer -> gradients.put(layer.name(), 1.0));
        for (int i = layers.size() - 1; i >= 0; i--) {
            LayerFacts layer = layers.get(i);
            double gradient = gradients.computeIfAbsent(layer.name(), unread -> 0.0);
            for (String input : layer.inputs()) {
                gradients.merge(input, gradient * passes.get(layer.name()).backward, Double::sum);
            }
        }
        return gradients;
    }

    private static double rms(INDArray array) {
        return array.norm2Number().doubleValue() / Math.sqrt(array.length());
    }
}
