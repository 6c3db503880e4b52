package org.gradientflow.sweep.compiled;

/**
 * Networks of one configuration that take each step together; each has its own parameters, inputs and labels. A replica's
 * numbers are the same bit for bit whichever replicas are beside it. For one thread at a time.
 *
 * <p>{@link #step} and the methods that read its result without returning an array allocate nothing, except in the first step
 * with another number of rows. With vector instructions this is true after the JVM has compiled them; until then every vector
 * is an object.
 */
public final class Replicas {
    private final NetworkPlan plan;
    private final int count;
    private final LayerLanes[] layers;
    private final float[] losses;
    private float[][] inputs = {};
    private int steps;

    Replicas(NetworkPlan plan, float[][] initial, KernelFactory factory) {
        if (initial.length == 0) {
            throw new IllegalArgumentException("there must be at least one replica");
        }
        this.plan = plan;
        count = initial.length;
        losses = new float[count];
        steps = plan.iterations();
        layers = new LayerLanes[plan.layers().size()];
        for (int i = 0; i < layers.length; i++) {
            LayerPlan layer = plan.layers().get(i);
            Kernels kernels = factory.create(Math.max(layer.inputs(), layer.outputs()), count);
            layers[i] = i == 0 ? new FirstLayer(layer, kernels) : new DeepLayer(layer, kernels);
        }
        for (int replica = 0; replica < count; replica++) {
            if (initial[replica].length != plan.parameters()) {
                throw new IllegalArgumentException("replica %d must have %d parameters, not %d"
                        .formatted(replica, plan.parameters(), initial[replica].length));
            }
            for (LayerLanes layer : layers) {
                layer.load(initial[replica], replica);
            }
        }
    }

    /**
     * The number of networks.
     *
     * @return 1 or more
     */
    public int count() {
        return count;
    }

    /**
     * One update of every network.
     *
     * @param features element [row, column] of a replica's batch is at {@code (row * columns + column) * count + replica}
     * @param labels the same layout, one column per output
     * @throws IllegalArgumentException if the arrays don't have the same number of whole rows
     */
    public void step(float[] features, float[] labels) {
        prepare(features, labels);
        int divisor = plan.miniBatch() ? inputs.length : 1;
        for (int i = 0; i < layers.length; i++) {
            layers[i].forward(inputsOf(i));
        }
        LayerLanes output = layers[layers.length - 1];
        plan.loss().of(labels, output.values, output.deltas, losses, divisor);
        steps++;
        for (int i = layers.length - 1; i >= 0; i--) {
            layers[i].throughActivation();
            layers[i].backward(inputsOf(i), i == 0 ? inputs : layers[i - 1].deltas, divisor, steps);
            layers[i].updateBiases(divisor, steps);
        }
    }

    private float[][] inputsOf(int layer) {
        return layer == 0 ? inputs : layers[layer - 1].values;
    }

    private void prepare(float[] features, float[] labels) {
        int n = plan.inputs() * count;
        int rows = features.length / n;
        if (rows == 0
                || features.length != rows * n
                || labels.length != rows * plan.last().outputs() * count) {
            throw new IllegalArgumentException(
                    "%d features and %d labels are not whole rows of %d and %d elements for each of %d replicas"
                            .formatted(
                                    features.length,
                                    labels.length,
                                    plan.inputs(),
                                    plan.last().outputs(),
                                    count));
        }
        if (rows != inputs.length) {
            inputs = new float[rows][n];
            for (LayerLanes layer : layers) {
                layer.rows(rows);
            }
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(features, row * n, inputs[row], 0, n);
        }
    }

    /**
     * The loss of the last step, before its update: DL4J's score.
     *
     * @param replica from 0
     * @return the loss; NaN where training diverged
     */
    public float loss(int replica) {
        return losses[replica];
    }

    /**
     * The output of the network in the last step, before its update.
     *
     * @param replica from 0
     * @param row of the batch
     * @param column of the output
     * @return the output; the original's estimate is twice this
     */
    public float output(int replica, int row, int column) {
        return layers[layers.length - 1].values[row][column * count + replica];
    }

    /**
     * The raw gradient of the last step: summed over the batch, before division, clipping and updater.
     *
     * @param replica from 0
     * @param parameter DL4J's key, for example {@code 0_W}
     * @param into overwritten, in the order of DL4J's flat vector: the inputs of one unit after another
     * @throws IllegalArgumentException for an unknown key or another length
     */
    public void gradient(int replica, String parameter, float[] into) {
        int layer = 0;
        while (layer < layers.length && !parameter.startsWith(layer + "_")) {
            layer++;
        }
        boolean weights = parameter.equals(layer + "_W");
        if (layer == layers.length || !weights && !parameter.equals(layer + "_b")) {
            throw new IllegalArgumentException(
                    "there is no parameter '%s': 0_W, 0_b, ... %d_b".formatted(parameter, layers.length - 1));
        }
        LayerPlan shape = layers[layer].plan;
        int size = weights ? shape.inputs() * shape.outputs() : shape.outputs();
        if (into.length != size) {
            throw new IllegalArgumentException(
                    "the gradient of %s has %d elements, the array %d".formatted(parameter, size, into.length));
        }
        for (int k = 0; k < size; k++) {
            into[k] = weights
                    ? layers[layer].weightGradient(inputsOf(layer), k / shape.inputs(), k % shape.inputs(), replica)
                    : layers[layer].biasGradient(k, replica);
        }
    }

    /**
     * Pools the elements of the last step's raw gradient of the first layer's weights.
     *
     * @param sum one per replica; the elements are added
     * @param sumOfSquares one per replica; their squares are added
     */
    public void poolFirstLayerGradient(double[] sum, double[] sumOfSquares) {
        LayerLanes first = layers[0];
        for (int unit = 0; unit < first.plan.outputs(); unit++) {
            for (int input = 0; input < first.plan.inputs(); input++) {
                for (int replica = 0; replica < count; replica++) {
                    double element = first.weightGradient(inputs, unit, input, replica);
                    sum[replica] += element;
                    sumOfSquares[replica] += element * element;
                }
            }
        }
    }

    /**
     * The current parameters of a network.
     *
     * @param replica from 0
     * @return a new array for {@code network.setParams(Nd4j.create(...))}
     */
    public float[] parameters(int replica) {
        float[] flat = new float[plan.parameters()];
        for (LayerLanes layer : layers) {
            layer.store(flat, replica);
        }
        return flat;
    }
}
