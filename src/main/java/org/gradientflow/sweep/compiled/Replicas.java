package org.gradientflow.sweep.compiled;

import java.util.Arrays;

/**
 * Networks of one configuration that take each step together; each has its own parameters, inputs and labels. For one thread
 * at a time; no method of the loop allocates.
 */
public final class Replicas {
    private final NetworkPlan plan;
    private final int count;
    private final float[] parameters;
    private final float[] gradients;
    private final float[] first;
    private final float[] second;
    private final float[] losses;
    private int rows;
    private float[][] activations;
    private float[][] deltas;
    private int steps;

    Replicas(NetworkPlan plan, float[][] initial) {
        if (initial.length == 0) {
            throw new IllegalArgumentException("no replica");
        }
        this.plan = plan;
        this.count = initial.length;
        int size = plan.parameters();
        parameters = new float[size * count];
        for (int replica = 0; replica < count; replica++) {
            if (initial[replica].length != size) {
                throw new IllegalArgumentException(
                        "replica %d must have %d parameters, not %d".formatted(replica, size, initial[replica].length));
            }
            for (int i = 0; i < size; i++) {
                parameters[i * count + replica] = initial[replica][i];
            }
        }
        gradients = new float[size * count];
        first = new float[size * count];
        second = new float[size * count];
        losses = new float[count];
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
     * @param inputs element [row, column] of a replica's batch is at {@code (row * columns + column) * count + replica}
     * @param labels the same layout, a column an output
     * @throws IllegalArgumentException where the arrays don't hold the same number of whole rows
     */
    public void step(float[] inputs, float[] labels) {
        prepare(inputs, labels);
        System.arraycopy(inputs, 0, activations[0], 0, inputs.length);
        for (int i = 0; i < plan.layers().size(); i++) {
            forward(plan.layers().get(i), activations[i], activations[i + 1]);
        }
        int last = plan.layers().size();
        lossGradient(labels, activations[last], deltas[last]);
        for (int i = last - 1; i >= 0; i--) {
            backward(plan.layers().get(i), activations[i], activations[i + 1], deltas[i + 1], deltas[i]);
        }
        steps++;
        update();
    }

    private void prepare(float[] inputs, float[] labels) {
        int wanted = inputs.length / (count * plan.inputs());
        if (wanted == 0
                || inputs.length != wanted * count * plan.inputs()
                || labels.length != wanted * count * plan.last().outputs()) {
            throw new IllegalArgumentException(
                    "inputs of %d and labels of %d elements are no batch of rows of %d and %d elements for %d replicas"
                            .formatted(
                                    inputs.length,
                                    labels.length,
                                    plan.inputs(),
                                    plan.last().outputs(),
                                    count));
        }
        if (wanted != rows) {
            rows = wanted;
            int layers = plan.layers().size();
            activations = new float[layers + 1][];
            deltas = new float[layers + 1][];
            for (int i = 0; i <= layers; i++) {
                int columns = i == 0 ? plan.inputs() : plan.layers().get(i - 1).outputs();
                activations[i] = new float[rows * columns * count];
                deltas[i] = new float[rows * columns * count];
            }
        }
    }

    private void forward(LayerPlan layer, float[] input, float[] output) {
        for (int row = 0; row < rows; row++) {
            for (int unit = 0; unit < layer.outputs(); unit++) {
                for (int lane = 0; lane < count; lane++) {
                    float sum = 0;
                    for (int i = 0; i < layer.inputs(); i++) {
                        sum += input[(row * layer.inputs() + i) * count + lane]
                                * parameters[(layer.weights() + unit * layer.inputs() + i) * count + lane];
                    }
                    sum += parameters[(layer.biases() + unit) * count + lane];
                    output[(row * layer.outputs() + unit) * count + lane] =
                            layer.activation().apply(sum);
                }
            }
        }
    }

    private void lossGradient(float[] labels, float[] output, float[] delta) {
        int outputs = plan.last().outputs();
        Arrays.fill(losses, 0);
        Arrays.fill(delta, 0);
        int elements = plan.loss() == Loss.FIRST_ELEMENT ? 1 : rows * outputs;
        float factor = plan.loss() == Loss.MSE ? 1 : 2;
        for (int element = 0; element < elements; element++) {
            for (int lane = 0; lane < count; lane++) {
                float error = labels[element * count + lane] - factor * output[element * count + lane];
                losses[lane] += error * error;
                float gradient = -2 * factor * error;
                delta[element * count + lane] = plan.loss() == Loss.MSE ? gradient / outputs : gradient;
            }
        }
        for (int lane = 0; lane < count; lane++) {
            losses[lane] /= (plan.miniBatch() ? rows : 1) * (plan.loss() == Loss.MSE ? outputs : 1);
        }
    }

    /** {@code delta} comes as the derivative by the layer's output, becomes that by its pre-output. */
    private void backward(LayerPlan layer, float[] input, float[] output, float[] delta, float[] previous) {
        for (int i = 0; i < delta.length; i++) {
            delta[i] *= layer.activation().derivative(output[i]);
        }
        Arrays.fill(previous, 0);
        int inputs = layer.inputs();
        for (int unit = 0; unit < layer.outputs(); unit++) {
            for (int lane = 0; lane < count; lane++) {
                float bias = 0;
                for (int row = 0; row < rows; row++) {
                    bias += delta[(row * layer.outputs() + unit) * count + lane];
                }
                gradients[(layer.biases() + unit) * count + lane] = bias;
                for (int i = 0; i < inputs; i++) {
                    int weight = (layer.weights() + unit * inputs + i) * count + lane;
                    float sum = 0;
                    for (int row = 0; row < rows; row++) {
                        float d = delta[(row * layer.outputs() + unit) * count + lane];
                        sum += d * input[(row * inputs + i) * count + lane];
                        previous[(row * inputs + i) * count + lane] += d * parameters[weight];
                    }
                    gradients[weight] = sum;
                }
            }
        }
    }

    private void update() {
        for (LayerPlan layer : plan.layers()) {
            update(layer.weightUpdater(), layer.clip(), layer.weights() * count, layer.biases() * count);
            update(layer.biasUpdater(), layer.clip(), layer.biases() * count, layer.end() * count);
        }
    }

    private void update(Updater updater, float clip, int from, int to) {
        for (int i = from; i < to; i++) {
            float g = plan.miniBatch() ? gradients[i] / rows : gradients[i];
            g = g > clip ? clip : g < -clip ? -clip : g;
            if (updater instanceof Updater.Sgd sgd) {
                parameters[i] -= sgd.rate() * g;
            } else if (updater instanceof Updater.Nesterov nesterov) {
                float before = nesterov.momentum() * first[i];
                first[i] = before - nesterov.rate() * g;
                parameters[i] -= before + (-nesterov.momentum() - 1) * first[i];
            } else {
                Updater.Adam adam = (Updater.Adam) updater;
                int t = plan.iterations() + steps;
                float rate = (float) (adam.rate()
                        * Math.sqrt(1 - (float) Math.pow(adam.beta2(), t))
                        / (1 - (float) Math.pow(adam.beta1(), t)));
                first[i] = adam.beta1() * first[i] + g * (1 - adam.beta1());
                second[i] = adam.beta2() * second[i] + g * g * (1 - adam.beta2());
                parameters[i] -= first[i] * rate / ((float) Math.sqrt(second[i]) + adam.epsilon());
            }
        }
    }

    /**
     * The loss of the last step, before its update, as DL4J's score.
     *
     * @param replica from 0
     * @return the loss; NaN where training diverged
     */
    public float loss(int replica) {
        return losses[replica];
    }

    /**
     * What the network answered in the last step, before its update.
     *
     * @param replica from 0
     * @param row of the batch
     * @param column of the output
     * @return the output; the original's estimate is twice this
     */
    public float output(int replica, int row, int column) {
        return activations[plan.layers().size()][(row * plan.last().outputs() + column) * count + replica];
    }

    /**
     * The raw gradient of the last step: summed over the batch, before division, clipping and updater.
     *
     * @param replica from 0
     * @param parameter DL4J's key, for example {@code 0_W}
     * @param into overwritten, in DL4J's order: the inputs of one unit after another
     * @throws IllegalArgumentException for an unknown key or another length
     */
    public void gradient(int replica, String parameter, float[] into) {
        for (int i = 0; i < plan.layers().size(); i++) {
            LayerPlan layer = plan.layers().get(i);
            if (parameter.equals(i + "_W")) {
                copy(gradients, layer.weights(), layer.biases(), replica, into);
                return;
            }
            if (parameter.equals(i + "_b")) {
                copy(gradients, layer.biases(), layer.end(), replica, into);
                return;
            }
        }
        throw new IllegalArgumentException("no parameter '" + parameter + "'");
    }

    private void copy(float[] from, int start, int end, int replica, float[] into) {
        if (into.length != end - start) {
            throw new IllegalArgumentException("an array of %d, not %d".formatted(end - start, into.length));
        }
        for (int i = start; i < end; i++) {
            into[i - start] = from[i * count + replica];
        }
    }

    /**
     * A network's parameters now.
     *
     * @param replica from 0
     * @return a new array for {@code network.setParams(Nd4j.create(...))}
     */
    public float[] parameters(int replica) {
        float[] flat = new float[plan.parameters()];
        copy(parameters, 0, flat.length, replica, flat);
        return flat;
    }
}
