package org.gradientflow.diagnosis.remedy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.gradientflow.diagnosis.variant.Averaging;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

/** Other rates, updaters, clipping and regularisation, and layers that may learn again. */
public final class StepRemedies {
    /** Adam's rate in its paper (Kingma and Ba, 2015), which is DL4J's default. */
    private static final double ADAM = 1e-3;

    /** Common rates for small networks. */
    private static final double FAST = 0.01;

    private static final double MOMENTUM = 0.9;

    /** Larger rates have no use on data of scale 1. */
    private static final double LARGEST_RATE = 1;

    /** A usual threshold of the gradient's norm (Pascanu et al., 2013, use 1 to 45 for recurrent networks). */
    private static final double THRESHOLD = 1;

    private StepRemedies() {}

    static List<Remedy> rates(Subject subject, double... factors) {
        List<Remedy> remedies = new ArrayList<>();
        updater(subject).filter(updater -> updater.hasLearningRate()).ifPresent(updater -> {
            double present = updater.getLearningRate(0, 0);
            double sign = present < 0 ? -1 : 1;
            for (double size : factors) {
                double factor = sign * size;
                double rate = rounded(present * factor);
                if (rate > 0 && rate <= LARGEST_RATE) {
                    Remedy remedy = same(subject, updater)
                            ? Remedy.of(
                                    rate(updater, rate),
                                    ".updater(%s)".formatted(code(updater, rate)),
                                    Changes.rate(factor))
                            : Remedy.of(
                                    "multiply every layer's learning rate by %s, without schedules"
                                            .formatted(Numbers.text(factor)),
                                    "// in every .updater(...) and .biasUpdater(...): multiply the initial rate by %s"
                                            .formatted(Numbers.text(factor)),
                                    Changes.rate(factor));
                    remedies.add(remedy.settingUpdater());
                }
            }
        });
        return remedies;
    }

    /** A negative rate turned round. */
    static List<Remedy> turned(Subject subject) {
        boolean negative = updater(subject)
                .filter(IUpdater::hasLearningRate)
                .map(updater -> updater.getLearningRate(0, 0) < 0)
                .orElse(false);
        return negative ? rates(subject, 1) : List.of();
    }

    private static String rate(IUpdater updater, double rate) {
        double present = updater.getLearningRate(0, 0);
        return constant(updater, present).equals(updater)
                ? "use a learning rate of %s instead of %s".formatted(rate, rounded(present))
                : "use a learning rate of %s without a schedule, instead of a schedule that begins at %s"
                        .formatted(rate, rounded(present));
    }

    private static IUpdater constant(IUpdater updater, double rate) {
        IUpdater constant = updater.clone();
        constant.setLrAndSchedule(rate, null);
        return constant;
    }

    /** Whether one updater is all there is, so that one line sets it. */
    private static boolean same(Subject subject, IUpdater updater) {
        return moving(subject).allMatch(layer -> layer.getIUpdater().equals(updater) && layer.getBiasUpdater() == null);
    }

    /** The division by a batch's rows, switched: the loss gets another scale. */
    static Remedy averaging(Subject subject) {
        boolean divides = Architecture.of(subject.model()).miniBatch();
        return new Remedy(
                divides
                        ? "sum the gradients over a batch's rows instead of averaging them"
                        : "average the gradients over a batch's rows instead of summing them",
                ".miniBatch(%s)".formatted(!divides),
                layer -> layer,
                false,
                (copy, rows) -> Averaging.set(copy, !divides),
                rows -> rows,
                false,
                false);
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    public static List<Remedy> updaters() {
        return List.of(
                updater("Adam", new Adam(ADAM)),
                updater("Adam", new Adam(FAST)),
                updater("Nesterov's momentum", new Nesterovs(FAST, MOMENTUM)));
    }

    private static Remedy updater(String name, IUpdater updater) {
        return Remedy.of(
                        "use %s with a learning rate of %s".formatted(name, updater.getLearningRate(0, 0)),
                        ".updater(%s)".formatted(code(updater, updater.getLearningRate(0, 0))),
                        Changes.inside(layer -> {
                            layer.setIUpdater(updater.clone());
                            layer.setBiasUpdater(null);
                        }))
                .settingUpdater();
    }

    /** The updater as code, with every setting that differs from DL4J's default. */
    private static String code(IUpdater updater, double rate) {
        if (updater instanceof AdaDelta delta) {
            return delta.equals(new AdaDelta())
                    ? "new AdaDelta()"
                    : "new AdaDelta(%s, %s)".formatted(delta.getRho(), delta.getEpsilon());
        }
        return "new %s(%s%s)"
                .formatted(
                        updater.getClass().getSimpleName(),
                        rate,
                        updater.hasLearningRate() ? others(constant(updater, rate), rate) : "");
    }

    private static String others(IUpdater updater, double rate) {
        if (updater instanceof Nesterovs nesterovs) {
            return ", " + nesterovs.getMomentum();
        } else if (updater instanceof Adam adam && !adam.equals(new Adam(rate))) {
            return decays(adam.getBeta1(), adam.getBeta2(), adam.getEpsilon());
        } else if (updater instanceof Nadam nadam && !nadam.equals(new Nadam(rate))) {
            return decays(nadam.getBeta1(), nadam.getBeta2(), nadam.getEpsilon());
        } else if (updater instanceof AdaMax max && !max.equals(new AdaMax(rate))) {
            return decays(max.getBeta1(), max.getBeta2(), max.getEpsilon());
        } else if (updater instanceof AMSGrad ams && !ams.equals(new AMSGrad(rate))) {
            return decays(ams.getBeta1(), ams.getBeta2(), ams.getEpsilon());
        } else if (updater instanceof AdaBelief belief && !belief.equals(new AdaBelief(rate))) {
            return decays(belief.getBeta1(), belief.getBeta2(), belief.getEpsilon());
        } else if (updater instanceof RmsProp prop && !prop.equals(new RmsProp(rate))) {
            return ", %s, %s".formatted(prop.getRmsDecay(), prop.getEpsilon());
        } else if (updater instanceof AdaGrad grad && !grad.equals(new AdaGrad(rate))) {
            return ", " + grad.getEpsilon();
        }
        return "";
    }

    private static String decays(double beta1, double beta2, double epsilon) {
        return ", %s, %s, %s".formatted(beta1, beta2, epsilon);
    }

    /** The updater of the first layer that moves. */
    private static Optional<IUpdater> updater(Subject subject) {
        return moving(subject).map(BaseLayer::getIUpdater).findFirst();
    }

    private static Stream<BaseLayer> moving(Subject subject) {
        return subject.layers().stream()
                .map(layer -> Changes.inner(layer.conf().getLayer()))
                .filter(layer -> layer != null && !Changes.still(layer.getIUpdater()));
    }

    static Remedy withoutClipping() {
        return Remedy.of(
                "do not clip the gradient",
                ".gradientNormalization(GradientNormalization.None)",
                Changes.withoutClipping());
    }

    static Remedy clipped() {
        return Remedy.of(
                "clip each layer's gradient to a norm of %s".formatted(Numbers.plain(THRESHOLD)),
                ".gradientNormalization(GradientNormalization.ClipL2PerLayer).gradientNormalizationThreshold(%s)"
                        .formatted(THRESHOLD),
                Changes.inside(layer -> {
                    layer.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
                    layer.setGradientNormalizationThreshold(THRESHOLD);
                }));
    }

    static Remedy withoutRegularisation() {
        return Remedy.of(
                "use no regularisation and no dropout",
                ".l1(0).l2(0).weightDecay(0).dropOut(0)",
                Changes.withoutRegularisation());
    }

    /** Layers that stand still get the others' updater; where all do, Adam, at two rates. */
    static List<Remedy> thawed(Subject subject) {
        List<IUpdater> updaters = updater(subject).map(List::of).orElse(List.of(new Adam(FAST), new Adam(ADAM)));
        return updaters.stream()
                .map(updater -> {
                    String code = code(updater, updater.hasLearningRate() ? updater.getLearningRate(0, 0) : 0);
                    return Remedy.of(
                                    "unfreeze every layer, that is, remove FrozenLayer, and use %s"
                                            .formatted(code.substring("new ".length())),
                                    ".updater(%s)".formatted(code),
                                    Changes.thawed(updater))
                            .settingUpdater();
                })
                .toList();
    }
}
