package org.gradientflow.benchmark.models;

import java.util.Set;
import org.nd4j.linalg.activations.Activation;

/**
 * How a healthy network is built for a task.
 *
 * @param name in the models' names
 * @param hidden activation of the hidden layers
 * @param depth layers with weights, the output included
 * @param batch rows of a step
 * @param steps within which the network learns
 * @param kinds of input that it takes
 * @param recipe of the configuration
 */
record Design(String name, Activation hidden, int depth, int batch, int steps, Set<Task.Kind> kinds, Recipe recipe) {
    @FunctionalInterface
    interface Recipe {
        Parts configuration(Task task, long seed);
    }

    boolean takes(Task task) {
        return kinds.contains(task.kind());
    }

    boolean rectified() {
        return hidden == Activation.RELU;
    }

    boolean squashing() {
        return hidden == Activation.TANH || hidden == Activation.SIGMOID;
    }

    @Override
    public String toString() {
        return name;
    }
}
