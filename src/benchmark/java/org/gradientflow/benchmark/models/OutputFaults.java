package org.gradientflow.benchmark.models;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;

/** Faults in the output: an activation or a loss that does not fit the labels. */
final class OutputFaults {
    private static final Function<Parts, Set<String>> OUTPUT = parts -> Set.of(parts.last(), Change.ALL);

    static final List<Change> ALL = List.of(
            activation("sigmoid", 4, Activation.SIGMOID).where((d, t) -> !t.classification()),
            activation("relu", 4, Activation.RELU).where((d, t) -> !t.classification()),
            activation("softmax-of-one", 5, Activation.SOFTMAX).where((d, t) -> t.outputs() == 1),
            activation("identity", 5, Activation.IDENTITY).where((d, t) -> t.classification() && t.outputs() > 1),
            activation("tanh", 4, Activation.TANH).where((d, t) -> t.classification()),
            loss("mcxent-of-numbers", 4, Activation.IDENTITY, LossMCXENT::new).where((d, t) -> !t.classification()),
            loss("xent-of-numbers", 4, Activation.SIGMOID, LossBinaryXENT::new).where((d, t) -> t == Task.REGRESSION),
            loss("poisson-of-numbers", 4, Activation.IDENTITY, LossPoisson::new).where((d, t) -> !t.classification()),
            loss("hinge-of-0-and-1", 5, Activation.IDENTITY, LossHinge::new)
                    .where((d, t) -> t.classification() && t.kind() == Task.Kind.TABLE),
            loss("mcxent-of-one", 5, Activation.SIGMOID, LossMCXENT::new).where((d, t) -> t == Task.MOONS),
            unused("first-element", Activation.IDENTITY, () -> new ReconstructionLoss(LossScope.FIRST_ELEMENT))
                    .where((d, t) -> !t.classification() && d.batch() > 1),
            unused("first-column", Activation.SIGMOID, () -> new LossMSE(Nd4j.createFromArray(1f, 0f, 0f)))
                    .where((d, t) -> t.outputs() == 3));

    private OutputFaults() {}

    private static Change activation(String name, int copies, Activation activation) {
        return Change.faulty("output-activation", name, copies)
                .configuration(p -> p.output().setActivationFn(activation.getActivationFunction()))
                .layers(OUTPUT);
    }

    private static Change loss(String name, int copies, Activation activation, Supplier<ILossFunction> loss) {
        return with("wrong-loss", name, copies, activation, loss);
    }

    private static Change unused(String name, Activation activation, Supplier<ILossFunction> loss) {
        return with("unused-outputs", name, 6, activation, loss).byNature();
    }

    private static Change with(
            String cause, String name, int copies, Activation activation, Supplier<ILossFunction> loss) {
        return Change.faulty(cause, name, copies)
                .configuration(p -> {
                    p.output().setActivationFn(activation.getActivationFunction());
                    p.output().setLossFn(loss.get());
                })
                .layers(OUTPUT);
    }
}
