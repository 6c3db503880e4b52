package org.gradientflow.cli.run;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Floats;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;

/**
 * Every step as the original prints it. W is the one after the step's update and distance the one before: a fetched reference
 * variable aliases TensorFlow's buffer, which the same step has updated by the time it is printed.
 */
final class TracePrinter implements Step.Listener {
    @Override
    public void after(Step step, MultiLayerNetwork network) {
        float[] weights = Floats.of(network.getParam(Session.FIRST_LAYER));
        // One call a step, so that cases that train in parallel don't mix their lines.
        System.out.println("I [[" + step.x0() + "]]\nW [" + row(weights) + "]\ndistance " + step.loss());
    }

    static String row(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> Float.toString(values[i]))
                .collect(Collectors.joining(" ", "[", "]"));
    }
}
