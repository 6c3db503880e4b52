package org.gradientflow.benchmark.models;

import java.util.function.LongFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * A learning task: generated data, with the output activation and the loss that fit them.
 *
 * @param name in the models' names
 * @param kind shape of the input
 * @param input as DL4J describes it
 * @param outputs labels of a row, or of a time step
 * @param activation of the output layer
 * @param loss that fits
 * @param data from a seed
 */
record Task(
        String name,
        Kind kind,
        InputType input,
        int outputs,
        Activation activation,
        ILossFunction loss,
        LongFunction<DataSet> data) {
    enum Kind {
        TABLE,
        IMAGE,
        SEQUENCE,
        /** A sequence with one label, at its last step. */
        LAST_STEP
    }

    static final Task SIGNAL = regression("signal", 1, Tables::signal);
    static final Task IRIS = classes("iris", Kind.TABLE, InputType.feedForward(4), 3, Tables::iris);
    static final Task SPIRALS = classes("spirals", Kind.TABLE, InputType.feedForward(2), 2, Tables::spirals);
    static final Task REGRESSION = regression("regression", 5, Tables::regression);
    static final Task MOONS = new Task(
            "moons", Kind.TABLE, InputType.feedForward(2), 1, Activation.SIGMOID, new LossBinaryXENT(), Tables::moons);
    static final Task BARS = classes(
            "bars",
            Kind.IMAGE,
            InputType.convolutional(ImagesAndSequences.SIDE, ImagesAndSequences.SIDE, 1),
            3,
            ImagesAndSequences::bars);
    static final Task RUNNING_SUM =
            classes("running-sum", Kind.SEQUENCE, InputType.recurrent(2), 2, ImagesAndSequences::runningSum);
    static final Task WAVES = classes("waves", Kind.LAST_STEP, InputType.recurrent(1), 3, ImagesAndSequences::waves);

    boolean classification() {
        return activation != Activation.IDENTITY;
    }

    private static Task regression(String name, int inputs, LongFunction<DataSet> data) {
        return new Task(name, Kind.TABLE, InputType.feedForward(inputs), 1, Activation.IDENTITY, new LossMSE(), data);
    }

    private static Task classes(String name, Kind kind, InputType input, int classes, LongFunction<DataSet> data) {
        return new Task(name, kind, input, classes, Activation.SOFTMAX, new LossMCXENT(), data);
    }

    @Override
    public String toString() {
        return name;
    }
}
