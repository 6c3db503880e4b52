package org.gradientflow.model;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A layer of a network, or a vertex of a graph, as it is configured.
 *
 * @param name index of the layer ({@code 0}) or the vertex's name
 * @param kind the name of the configuration's class, inside all wrappers: {@code DenseLayer}, {@code ElementWiseVertex}
 * @param wrappers names of the wrapping classes, outermost first: {@code FrozenLayer}, {@code Bidirectional}
 * @param inputs names of the layers or vertices it reads; a network's input of a layered network is called {@code input}
 * @param activation the function it ends in; empty where it has none of its own (pooling, normalisation)
 * @param nIn inputs as configured: columns, channels, size of the vocabulary; 0 where it has no such number
 * @param nOut units: columns, channels; 0 where it has no such number
 * @param fanIn inputs that one unit sums: nIn, times the kernel for a convolution; nIn + nOut for a recurrent layer; 1 for an
 *     embedding, which picks a row; 0 for a layer without weights
 * @param fanOut units that one input reaches: nOut, times the kernel over the stride for a convolution
 * @param weightInit name of the scheme: {@code Xavier}; empty where there is none
 * @param biasInit constant that biases start from; NaN where there is none
 * @param updating what is made of its gradient
 * @param dropout probability that an input is kept; 1 without dropout, NaN where it is another kind of noise
 * @param weightNoise noise on the weights while it trains, as DL4J prints it: {@code DropConnect(0.5)}; empty without
 * @param constraints on its parameters after each step, by class name: {@code MaxNormConstraint}; empty without
 * @param frozen whether it sits in a {@code FrozenLayer}, which neither learns nor hands gradients on, or a {@code
 *     FrozenLayerWithBackprop}
 * @param parameters keys in the network's table of those that gradients train: {@code 0_W}
 * @param estimates keys of what the layer keeps among its parameters and does not learn by gradients: a batch normalisation's
 *     running mean and variance
 * @param output whether it is an output of the network
 * @param loss of an output layer
 */
public record LayerFacts(
        String name,
        String kind,
        List<String> wrappers,
        List<String> inputs,
        Optional<IActivation> activation,
        long nIn,
        long nOut,
        double fanIn,
        double fanOut,
        String weightInit,
        double biasInit,
        UpdateRule updating,
        double dropout,
        String weightNoise,
        List<String> constraints,
        boolean frozen,
        List<String> parameters,
        List<String> estimates,
        boolean output,
        Optional<ILossFunction> loss) {
    /**
     * Copies the lists.
     *
     * @param name index of the layer ({@code 0}) or the vertex's name
     * @param kind the name of the configuration's class, inside all wrappers: {@code DenseLayer}, {@code ElementWiseVertex}
     * @param wrappers names of the wrapping classes, outermost first: {@code FrozenLayer}, {@code Bidirectional}
     * @param inputs names of the layers or vertices it reads; a network's input of a layered network is called {@code input}
     * @param activation the function it ends in; empty where it has none of its own (pooling, normalisation)
     * @param nIn inputs as configured: columns, channels, size of the vocabulary; 0 where it has no such number
     * @param nOut units: columns, channels; 0 where it has no such number
     * @param fanIn inputs that one unit sums: nIn, times the kernel for a convolution; nIn + nOut for a recurrent layer; 1
     *     for an embedding, which picks a row; 0 for a layer without weights
     * @param fanOut units that one input reaches: nOut, times the kernel over the stride for a convolution
     * @param weightInit name of the scheme: {@code Xavier}; empty where there is none
     * @param biasInit constant that biases start from; NaN where there is none
     * @param updating what is made of its gradient
     * @param dropout probability that an input is kept; 1 without dropout, NaN where it is another kind of noise
     * @param weightNoise noise on the weights while it trains, as DL4J prints it: {@code DropConnect(0.5)}; empty without
     * @param constraints on its parameters after each step, by class name: {@code MaxNormConstraint}; empty without
     * @param frozen whether it sits in a {@code FrozenLayer}, which neither learns nor hands gradients on, or a {@code
     *     FrozenLayerWithBackprop}
     * @param parameters keys in the network's table of those that gradients train: {@code 0_W}
     * @param estimates keys of what the layer keeps among its parameters and does not learn by gradients: a batch
     *     normalisation's running mean and variance
     * @param output whether it is an output of the network
     * @param loss of an output layer
     */
    public LayerFacts {
        wrappers = List.copyOf(wrappers);
        constraints = List.copyOf(constraints);
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        estimates = List.copyOf(estimates);
    }

    /**
     * Whether training is meant to change it.
     *
     * @return true where it has parameters, is not frozen and its updater has a rate other than 0
     */
    public boolean learns() {
        return !parameters.isEmpty() && !frozen && updating.learningRate() != 0;
    }

    /**
     * Whether it ends in an activation function that is not identity.
     *
     * @return false also where it has none of its own
     */
    public boolean bends() {
        return activation
                .map(function -> !(function instanceof ActivationIdentity))
                .orElse(false);
    }

    /**
     * Whether its inputs are indices, each for a row of its weights: numbers of words, which have no scale.
     *
     * @return true of embeddings
     */
    public boolean readsIndices() {
        return kind.startsWith("Embedding");
    }

    /**
     * Keys of its weight matrices and kernels.
     *
     * @return those of {@link #parameters} that are no bias, scale or shift: {@code 0_W}, {@code 1_RW}
     */
    public List<String> weights() {
        return parameters.stream().filter(key -> key.endsWith("W")).toList();
    }
}
