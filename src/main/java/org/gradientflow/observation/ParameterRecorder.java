package org.gradientflow.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.model.Floats;
import org.gradientflow.model.Iterations;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies the values and the raw gradient of every parameter at steps 0, N, 2N, ... of any {@code MultiLayerNetwork} or {@code
 * ComputationGraph}: the numbers themselves, float32, from which every histogram and figure can be made later.
 *
 * <p>The values are those from <em>before</em> the step's update, the ones at which its gradient was computed. The original
 * ran its summaries and its training operation in one {@code session.run}, where TensorFlow leaves open which comes first and
 * a variable is read through an alias of its buffer: a histogram of {@code W:0} could be of either side of the update. Here
 * value, gradient and loss always belong together, and step 0 shows the initial values.
 *
 * <p>What is recorded stays small however long the training is: after {@value #THIN_AFTER} snapshots every second of those that
 * come is left out, after twice as many three of four, and so on. At one in ten steps that begins at step 50,000; the original
 * has 10,000. A network of more than {@value #MOST_ELEMENTS} parameters is thinned evenly, see {@link Parameter#stride}.
 */
public final class ParameterRecorder extends BaseTrainingListener {
    /** So many elements of a network are recorded a step, give or take the rounding: 80 kB with their gradients. */
    public static final int MOST_ELEMENTS = 10_000;

    /** So many snapshots are taken before they become fewer. */
    public static final int THIN_AFTER = 5_000;

    private final int thinAfter;
    private final List<Parameter> parameters;
    private final Consumer<ParameterValues> snapshots;
    private long spacing;
    private int taken;
    private List<float[]> values;
    private List<float[]> gradients;

    /**
     * A recorder for one model, to attach before training.
     *
     * @param model initialised
     * @param every step 0 and each so many after it are recorded
     * @param snapshots told of each recorded step when its update is done, on the thread that trains
     */
    public ParameterRecorder(Model model, int every, Consumer<ParameterValues> snapshots) {
        this(model, every, THIN_AFTER, snapshots);
    }

    ParameterRecorder(Model model, int every, int thinAfter, Consumer<ParameterValues> snapshots) {
        if (every < 1) {
            throw new IllegalArgumentException("every: expected 1 or more steps, got " + every);
        }
        this.spacing = every;
        this.thinAfter = thinAfter;
        this.parameters = parameters(model);
        this.snapshots = snapshots;
    }

    /**
     * The parameters of a model as a recorder records them.
     *
     * @param model initialised
     * @return in the order of the model's table of parameters
     */
    public static List<Parameter> parameters(Model model) {
        Map<String, INDArray> table = model.paramTable();
        long elements = table.values().stream().mapToLong(INDArray::length).sum();
        int stride = Math.toIntExact((elements + MOST_ELEMENTS - 1) / MOST_ELEMENTS);
        List<Parameter> parameters = new ArrayList<>();
        table.forEach((key, array) -> {
            List<Long> shape = new ArrayList<>();
            for (long size : array.shape()) {
                shape.add(size);
            }
            parameters.add(new Parameter(key, shape, stride));
        });
        return List.copyOf(parameters);
    }

    /**
     * The recorded parameters, in the order of a snapshot's arrays.
     *
     * @return the parameters
     */
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public void onGradientCalculation(Model model) {
        if (Iterations.of(model) % spacing == 0) {
            values = copy(model.paramTable());
            gradients = copy(model.gradient().gradientForVariable());
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        if (values != null) {
            snapshots.accept(
                    new ParameterValues(iteration, System.currentTimeMillis(), model.score(), values, gradients));
            values = null;
            gradients = null;
            if (++taken % thinAfter == 0) {
                spacing *= 2;
            }
        }
    }

    private List<float[]> copy(Map<String, INDArray> arrays) {
        List<float[]> copies = new ArrayList<>(parameters.size());
        for (Parameter parameter : parameters) {
            INDArray array = arrays.get(parameter.key());
            copies.add(array == null ? new float[0] : Floats.rowMajor(array, parameter.stride()));
        }
        return copies;
    }
}
