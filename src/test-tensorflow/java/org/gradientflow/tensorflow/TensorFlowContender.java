package org.gradientflow.tensorflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradientflow.benchmark.speed.Contender;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * TensorFlow on the benchmark's network: a session's run for each step, or one run for a {@code While} over all inputs, which
 * XLA compiles where the environment asks for it.
 */
public final class TensorFlowContender implements Contender {
    private static final int WIDTH = 16;
    private static final List<Shape> SHAPES = List.of(
            Shape.of(1, WIDTH),
            Shape.of(WIDTH),
            Shape.of(WIDTH, WIDTH),
            Shape.of(WIDTH),
            Shape.of(WIDTH, 1),
            Shape.of(1));

    private final Graph graph = new Graph();
    private final Session session;
    private final List<Placeholder<TFloat32>> fed = new ArrayList<>();
    private final List<Operand<?>> fetched = new ArrayList<>();
    private final List<Tensor> variables = new ArrayList<>();
    private final boolean loop;

    private TensorFlowContender(float[] initial, int steps, boolean loop) {
        this.loop = loop;
        Ops tf = Ops.create(graph);
        int length = loop ? steps : 1;
        Placeholder<TFloat32> inputs = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(length)));
        fed.add(inputs);
        for (Shape shape : SHAPES) {
            fed.add(tf.placeholder(TFloat32.class, Placeholder.shape(shape)));
        }
        if (loop) {
            List<Operand<?>> state = new ArrayList<>(List.of(tf.constant(0), tf.constant(0f), inputs));
            state.addAll(fed.subList(1, fed.size()));
            for (var output : tf.statelessWhile(state, condition(steps), body(steps))) {
                fetched.add(output);
            }
            fetched.remove(2);
            fetched.remove(0);
        } else {
            fetched.addAll(step(tf, tf.reshape(inputs, tf.constant(new int[] {1, 1})), fed.subList(1, fed.size())));
        }
        // The fastest setting for so small a graph.
        session = new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(1)
                        .setInterOpParallelismThreads(-1)
                        .build());
        int offset = 0;
        for (Shape shape : SHAPES) {
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                // DL4J's order is that of the transposed matrix.
                boolean square = values.length == WIDTH * WIDTH;
                values[i] = initial[offset + (square ? i % WIDTH * WIDTH + i / WIDTH : i)];
            }
            offset += values.length;
            variables.add(TFloat32.tensorOf(shape, DataBuffers.of(values)));
        }
    }

    /** Arguments: the folder, and {@code session} or {@code while}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        float[] initial = Contender.read(folder.resolve(INITIAL));
        int steps = Contender.read(folder.resolve(INPUTS)).length;
        Contender.measure(new TensorFlowContender(initial, steps, arguments[1].equals("while")), folder);
    }

    @Override
    public double train(float[] inputs) {
        if (loop) {
            return run(inputs) / inputs.length;
        }
        double loss = 0;
        for (float input : inputs) {
            loss += run(new float[] {input});
        }
        return loss / inputs.length;
    }

    private float run(float[] inputs) {
        try (TFloat32 tensor = TFloat32.tensorOf(Shape.of(inputs.length), DataBuffers.of(inputs))) {
            Session.Runner runner = session.runner().feed(fed.get(0), tensor);
            for (int i = 0; i < variables.size(); i++) {
                runner.feed(fed.get(i + 1), variables.get(i));
            }
            fetched.forEach(runner::fetch);
            Result result = runner.run();
            float loss = ((TFloat32) result.get(0)).getFloat();
            result.get(0).close();
            for (int i = 0; i < variables.size(); i++) {
                variables.get(i).close();
                variables.set(i, result.get(i + 1));
            }
            return loss;
        }
    }

    private static ConcreteFunction condition(int steps) {
        return ConcreteFunction.create(tf -> {
            Signature.Builder signature = Signature.builder("condition");
            List<Operand<?>> state = state(tf, steps, signature);
            return signature
                    .output("more", tf.math.less(tf.<TInt32>identity(cast(state.get(0))), tf.constant(steps)))
                    .build();
        });
    }

    private static ConcreteFunction body(int steps) {
        return ConcreteFunction.create(tf -> {
            Signature.Builder signature = Signature.builder("body");
            List<Operand<?>> state = state(tf, steps, signature);
            Operand<TInt32> index = cast(state.get(0));
            Operand<TFloat32> loss = cast(state.get(1));
            Operand<TFloat32> inputs = cast(state.get(2));
            List<Operand<TFloat32>> values = new ArrayList<>();
            state.subList(3, state.size()).forEach(value -> values.add(cast(value)));
            Operand<TFloat32> input = tf.reshape(
                    tf.slice(inputs, tf.reshape(index, tf.constant(new int[] {1})), tf.constant(new int[] {1})),
                    tf.constant(new int[] {1, 1}));
            List<Operand<TFloat32>> after = step(tf, input, values);
            signature.output("out0", tf.math.add(index, tf.constant(1)));
            signature.output("out1", tf.math.add(loss, after.get(0)));
            signature.output("out2", tf.identity(inputs));
            for (int i = 1; i < after.size(); i++) {
                signature.output("out" + (i + 2), after.get(i));
            }
            return signature.build();
        });
    }

    private static List<Operand<?>> state(Ops tf, int steps, Signature.Builder signature) {
        List<Operand<?>> state = new ArrayList<>();
        state.add(tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar())));
        state.add(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar())));
        state.add(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(steps))));
        for (Shape shape : SHAPES) {
            state.add(tf.placeholder(TFloat32.class, Placeholder.shape(shape)));
        }
        for (int i = 0; i < state.size(); i++) {
            signature.input("in" + i, state.get(i));
        }
        return state;
    }

    @SuppressWarnings("unchecked")
    private static <T extends org.tensorflow.types.family.TType> Operand<T> cast(Operand<?> operand) {
        return (Operand<T>) operand;
    }

    /** The loss before a step, and the variables after it. */
    private static List<Operand<TFloat32>> step(
            Ops tf, Operand<TFloat32> input, List<? extends Operand<TFloat32>> variables) {
        Operand<TFloat32> output = input;
        for (int i = 0; i < variables.size(); i += 2) {
            output = tf.math.add(tf.linalg.matMul(output, variables.get(i)), variables.get(i + 1));
            output = i + 2 < variables.size() ? tf.nn.relu(output) : output;
        }
        Operand<TFloat32> distance = tf.reshape(
                tf.math.square(tf.math.sub(input, tf.math.mul(tf.constant(2f), output))), tf.constant(new int[0]));
        Gradients gradients = tf.gradients(distance, variables);
        List<Operand<TFloat32>> after = new ArrayList<>(List.of(distance));
        for (int i = 0; i < variables.size(); i++) {
            Operand<TFloat32> clipped =
                    tf.clipByValue(gradients.<TFloat32>dy(i), tf.constant(-4.5f), tf.constant(4.5f));
            after.add(tf.math.sub(variables.get(i), tf.math.mul(tf.constant(1e-3f), clipped)));
        }
        return after;
    }
}
