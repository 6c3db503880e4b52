package org.gradientflow.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.gradientflow.observation.Parameter;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The original's graphs, op by op, in TensorFlow: {@code tf.train.GradientDescentOptimizer(1e-3)}, gradients clipped at 4.5. */
final class OriginalGraph implements AutoCloseable {
    /** What one step started from and computed. */
    record Step(float loss, List<float[]> values, List<float[]> gradients) {}

    private final Graph graph = new Graph();
    private final Session session = new Session(graph);
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final List<Operand<TFloat32>> gradients = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final Placeholder<TFloat32> input;
    private final Operand<TFloat32> distance;

    /** Variables in pairs of weights and biases, from the input on. */
    OriginalGraph(List<Parameter> parameters, List<float[]> initial) {
        Ops tf = Ops.create(graph);
        Session.Runner initialise = session.runner();
        for (int i = 0; i < initial.size(); i++) {
            Shape shape = Shape.of(parameters.get(i).shape().stream()
                    .flatMapToLong(LongStream::of)
                    .toArray());
            Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
            variables.add(variable);
            initialise.addTarget(tf.assign(variable, tf.constant(shape, DataBuffers.of(initial.get(i)))));
        }
        initialise.run();
        input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, 1)));
        Operand<TFloat32> output = input;
        for (int i = 0; i < variables.size(); i += 2) {
            output = tf.math.add(tf.linalg.matMul(output, variables.get(i)), variables.get(i + 1));
            output = i + 2 < variables.size() ? tf.nn.relu(output) : output;
        }
        Operand<TFloat32> estimate = tf.math.mul(tf.constant(2f), output);
        distance = tf.reshape(tf.math.square(tf.math.sub(input, estimate)), tf.constant(new int[0]));
        Gradients all = tf.gradients(distance, variables);
        for (int i = 0; i < variables.size(); i++) {
            gradients.add(all.<TFloat32>dy(i));
        }
        // The optimizer's default, GATE_OP: no variable is changed while a gradient may still read it.
        Ops gated = tf.withControlDependencies(gradients.toArray(Op[]::new));
        for (int i = 0; i < variables.size(); i++) {
            updates.add(gated.train.applyGradientDescent(
                    variables.get(i),
                    tf.constant(1e-3f),
                    gated.clipByValue(gradients.get(i), tf.constant(-4.5f), tf.constant(4.5f))));
        }
    }

    /** Computes a step's numbers before its update. */
    Step look(float x) {
        try (TFloat32 fed = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][] {{x}}))) {
            Session.Runner runner = session.runner().feed(input, fed).fetch(distance);
            variables.forEach(runner::fetch);
            gradients.forEach(runner::fetch);
            try (Result result = runner.run()) {
                List<float[]> arrays = new ArrayList<>();
                for (int i = 1; i < result.size(); i++) {
                    arrays.add(floats(result.get(i)));
                }
                return new Step(
                        floats(result.get(0))[0],
                        arrays.subList(0, variables.size()),
                        arrays.subList(variables.size(), arrays.size()));
            }
        }
    }

    void train(float x) {
        try (TFloat32 fed = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][] {{x}}))) {
            Session.Runner runner = session.runner().feed(input, fed);
            updates.forEach(runner::addTarget);
            runner.run().close();
        }
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
