package org.gradientflow.cli.run;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Floats;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;

/**
 * Prints every step as the original does. W is printed after the step's update and distance before it: in TensorFlow a fetched
 * reference variable aliases the buffer, which the same step has updated by the time it is printed.
 */
final class TracePrinter implements Step.Listener {
    @Override
    public void after(Step step, MultiLayerNetwork network) {
        float[] weights = Floats.of(network.getParam(Session.FIRST_LAYER));
        // One call per step, so that cases that train in parallel don't mix their lines.
        System.out.println("I [[" + step.x0() + "]]\nW [" + row(weights) + "]\ndistance " + step.loss());
    }

    static String row(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> Float.toString(values[i]))
                .collect(Collectors.joining(" ", "[", "]"));
    }
}
