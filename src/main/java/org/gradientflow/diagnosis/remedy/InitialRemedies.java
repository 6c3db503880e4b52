package org.gradientflow.diagnosis.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.diagnosis.variant.Lsuv;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/** Other initial weights, biases and activations. {@code LECUN_UNIFORM} is not among them: DL4J draws 3 times its variance. */
final class InitialRemedies {
    /** The bias that the answer to the original question gives its rectifiers, so that fewer are dead at the start. */
    private static final double BIAS = 0.1;

    private InitialRemedies() {}

    /** The scheme that fits the hidden activation first, normal and uniform, then its neighbours, then scaling by the data. */
    static List<Remedy> weights(Subject subject) {
        List<Remedy> remedies = new ArrayList<>();
        List<WeightInit> schemes = schemes(subject);
        schemes.forEach(scheme -> remedies.add(initialised(scheme, 0)));
        remedies.add(lsuv(schemes.get(0)));
        return remedies;
    }

    private static List<WeightInit> schemes(Subject subject) {
        WeightInit fitting = Changes.scheme(hidden(subject));
        return switch (fitting) {
            case RELU ->
                List.of(WeightInit.RELU, WeightInit.RELU_UNIFORM, WeightInit.XAVIER, WeightInit.XAVIER_UNIFORM);
            case LECUN_NORMAL -> List.of(WeightInit.LECUN_NORMAL, WeightInit.XAVIER);
            default -> List.of(WeightInit.XAVIER, WeightInit.XAVIER_UNIFORM, WeightInit.LECUN_NORMAL);
        };
    }

    /** That of the first layer with weights. */
    private static IActivation hidden(Subject subject) {
        return subject.layers().stream()
                .map(layer -> Changes.inner(layer.conf().getLayer()))
                .filter(layer -> layer != null && layer.getActivationFn() != null)
                .findFirst()
                .map(BaseLayer::getActivationFn)
                .orElse(null);
    }

    /** Rectifiers that start with a positive sum are seldom dead. */
    static List<Remedy> withBias(Subject subject) {
        return schemes(subject).stream()
                .filter(scheme -> scheme == WeightInit.RELU || scheme == WeightInit.XAVIER_UNIFORM)
                .map(scheme -> initialised(scheme, BIAS))
                .toList();
    }

    static Remedy initialised(WeightInit scheme, double bias) {
        return Remedy.of(
                        "draw the initial weights with %s initialisation, and biases of %s"
                                .formatted(name(scheme), number(bias)),
                        ".weightInit(WeightInit.%s).biasInit(%s)".formatted(scheme, number(bias)),
                        Changes.inside(layer -> {
                            layer.setWeightInitFn(scheme.getWeightInitFunction());
                            layer.setBiasInit(bias);
                            if (layer instanceof BaseRecurrentLayer recurrent) {
                                recurrent.setWeightInitFnRecurrent(null);
                            }
                        }))
                .redrawing();
    }

    private static String number(double value) {
        return value == 0 ? "0" : Double.toString(value);
    }

    private static String name(WeightInit scheme) {
        return switch (scheme) {
            case RELU -> "He (normal)";
            case RELU_UNIFORM -> "He (uniform)";
            case XAVIER -> "Xavier (normal)";
            case XAVIER_UNIFORM -> "Xavier (uniform)";
            case LECUN_NORMAL -> "LeCun (normal)";
            default -> scheme.name().toLowerCase(Locale.ROOT);
        };
    }

    static Remedy lsuv(WeightInit scheme) {
        Remedy drawn = initialised(scheme, 0);
        return new Remedy(
                "scale each layer's initial weights so that the layer's pre-activations have variance 1 on the data (LSUV)",
                drawn.code() + "\nnetwork.init();\nLsuv.scale(network, TrainingData.of(data));",
                drawn.layers(),
                true,
                (subject, rows) -> Lsuv.scale(subject.model(), rows),
                drawn.data(),
                true,
                false);
    }

    /** Hidden sigmoids to tanh, ReLU to functions that pass something of what is negative; with weights that fit. */
    static List<Remedy> activations(Subject subject) {
        List<Remedy> remedies = new ArrayList<>();
        if (has(subject, ActivationSigmoid.class)) {
            remedies.add(activation(ActivationSigmoid.class, Activation.TANH, WeightInit.XAVIER));
        }
        if (has(subject, ActivationReLU.class)) {
            remedies.add(activation(ActivationReLU.class, Activation.LEAKYRELU, WeightInit.RELU));
            remedies.add(activation(ActivationReLU.class, Activation.ELU, WeightInit.RELU));
        }
        return remedies;
    }

    /** ReLU where hidden layers have no activation function. */
    static Remedy activationsAdded() {
        return Remedy.of("use relu in the hidden layers", ".activation(Activation.RELU)", Changes.inside(layer -> {
                    if (layer.getActivationFn() instanceof ActivationIdentity && !(layer instanceof BaseOutputLayer)) {
                        layer.setActivationFn(Activation.RELU.getActivationFunction());
                    }
                }))
                .and(initialised(WeightInit.RELU, 0));
    }

    private static boolean has(Subject subject, Class<? extends IActivation> activation) {
        return subject.layers().stream().anyMatch(layer -> {
            BaseLayer inner = Changes.inner(layer.conf().getLayer());
            return inner != null && hidden(inner, activation);
        });
    }

    private static boolean hidden(BaseLayer layer, Class<? extends IActivation> activation) {
        return activation.isInstance(layer.getActivationFn())
                && !(layer instanceof BaseOutputLayer)
                && !(layer instanceof AbstractLSTM);
    }

    private static Remedy activation(Class<? extends IActivation> from, Activation to, WeightInit scheme) {
        Remedy drawn = initialised(scheme, 0);
        return Remedy.of(
                        "use %s in the hidden layers".formatted(to.name().toLowerCase(Locale.ROOT)),
                        ".activation(Activation.%s)".formatted(to),
                        Changes.inside(layer -> {
                            if (hidden(layer, from)) {
                                layer.setActivationFn(to.getActivationFunction());
                            }
                        }))
                .and(drawn);
    }
}
