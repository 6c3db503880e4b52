package org.gradientflow.diagnosis.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.loss.LabelScore;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.loss.OutputLabels;
import org.gradientflow.diagnosis.variant.RedundantActivation;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The output activation and the loss that fit the labels; those of an output with as many columns as its labels. */
final class OutputRemedies {
    private OutputRemedies() {}

    /** The kind of labels: classes, yes or no, or numbers. */
    private enum Kind {
        CLASSES(Activation.SOFTMAX, LossFunction.MCXENT),
        BITS(Activation.SIGMOID, LossFunction.XENT),
        NUMBERS(Activation.IDENTITY, LossFunction.MSE);

        private final Activation activation;
        private final LossFunction loss;

        Kind(Activation activation, LossFunction loss) {
            this.activation = activation;
            this.loss = loss;
        }

        /** Softmax with cross-entropy takes no mask of single outputs. */
        static Kind of(INDArray labels, boolean singlesMasked) {
            return LabelScore.oneHot(labels) && !singlesMasked ? CLASSES : LabelScore.bits(labels) ? BITS : NUMBERS;
        }
    }

    /** The smaller changes first: the activation alone, the loss alone, both. Each says what it really changes. */
    static List<Remedy> of(Subject subject, List<MultiDataSet> batches) {
        List<Remedy> remedies = new ArrayList<>();
        Subject copy = subject.copy(); // asked for its masks, which it keeps for a moment
        for (Output output : Output.of(subject)) {
            List<OutputLabels> rows = OutputLabels.of(copy, output, batches);
            if (!rows.isEmpty()
                    && (output.width() == 0
                            || output.width() == rows.get(0).labels().columns())) {
                boolean singlesMasked = batches.stream().anyMatch(batch -> singlesMasked(batch, output.index()));
                remedies.addAll(
                        of(subject, output, Kind.of(OutputLabels.joined(rows).labels(), singlesMasked)));
            }
        }
        return remedies;
    }

    /** Another function where the next layer can't use the result of the one that is there. */
    static List<Remedy> withoutRedundantActivation(Subject subject) {
        List<String> names = subject.names();
        return RedundantActivation.of(Architecture.of(subject.model())).stream()
                .filter(pair -> names.contains(pair.inner().name()))
                .map(pair -> {
                    Layer inner = subject.layers()
                            .get(names.indexOf(pair.inner().name()))
                            .conf()
                            .getLayer();
                    UnaryOperator<Layer> replaced = Changes.activation(pair.instead());
                    return Remedy.of(
                            "use %s in place of %s as the activation of layer %s"
                                    .formatted(
                                            pair.instead(),
                                            pair.inner().activation().orElseThrow(),
                                            pair.inner().name()),
                            ".activation(Activation.%s)"
                                    .formatted(pair.instead().toString().toUpperCase(Locale.ROOT)),
                            layer -> layer.equals(inner) ? replaced.apply(layer) : layer);
                })
                .toList();
    }

    private static boolean singlesMasked(MultiDataSet batch, int output) {
        INDArray mask = batch.getLabelsMaskArray(output);
        return mask != null && mask.rank() == batch.getLabels(output).rank() && mask.size(1) > 1;
    }

    private static List<Remedy> of(Subject subject, Output output, Kind kind) {
        boolean otherActivation = output.activation().getClass()
                != kind.activation.getActivationFunction().getClass();
        // Of the same class it may still have weights that leave outputs out.
        boolean otherLoss = !output.loss().equals(kind.loss.getILossFunction());
        String name = subject.model() instanceof MultiLayerNetwork ? null : output.layer();
        boolean only = Output.of(subject).size() == 1;
        String what = only ? "the output" : "output " + output.layer();
        List<Remedy> remedies = new ArrayList<>();
        Remedy activation = Remedy.of(
                "use %s as the activation of %s"
                        .formatted(kind.activation.name().toLowerCase(Locale.ROOT), what),
                ".activation(Activation.%s)".formatted(kind.activation),
                at(name, layer -> layer.setActivationFn(kind.activation.getActivationFunction())));
        Remedy loss = Remedy.of(
                only
                        ? "use %s over all outputs as the loss".formatted(kind.loss)
                        : "use %s as the loss of %s".formatted(kind.loss, what),
                ".lossFunction(LossFunctions.LossFunction.%s)".formatted(kind.loss),
                at(name, layer -> layer.setLossFn(kind.loss.getILossFunction())));
        if (otherActivation) {
            remedies.add(activation.withAnotherLoss());
        }
        if (otherLoss) {
            remedies.add(loss.withAnotherLoss());
        }
        if (otherActivation && otherLoss) {
            remedies.add(activation.and(loss).withAnotherLoss());
        }
        return remedies;
    }

    private static UnaryOperator<Layer> at(String name, Consumer<BaseOutputLayer> change) {
        return Changes.inside(layer -> {
            if (layer instanceof BaseOutputLayer output && (name == null || name.equals(layer.getLayerName()))) {
                change.accept(output);
            }
        });
    }
}
