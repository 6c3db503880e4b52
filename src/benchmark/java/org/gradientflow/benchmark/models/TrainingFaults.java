package org.gradientflow.benchmark.models;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * Faults in the training: steps that are too large, too small, or not taken. Graphs with skip connections get no {@code
 * FrozenLayer}, because Deeplearning4j fails there with "all epsilons not set".
 */
final class TrainingFaults {
    static final List<Change> ALL = List.of(
            Change.faulty("rate-too-high", "rate-x100", 9)
                    .configuration(p -> p.eachWeighted(l -> Weights.rate(l, 100))),
            Change.faulty("rate-too-high", "rate-x1000", 7)
                    .configuration(p -> p.eachWeighted(l -> Weights.rate(l, 1_000))),
            Change.faulty("rate-too-low", "rate-x1e-3", 9)
                    .configuration(p -> p.eachWeighted(l -> Weights.rate(l, 1e-3))),
            Change.faulty("rate-too-low", "rate-x1e-5", 5)
                    .configuration(p -> p.eachWeighted(l -> Weights.rate(l, 1e-5))),
            Change.faulty("over-clipped", "by-value", 8)
                    .configuration(p -> p.eachWeighted(l ->
                            clip(l, GradientNormalization.ClipElementWiseAbsoluteValue, adaptive(l) ? 1e-11 : 1e-6)))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("over-clipped", "by-norm", 7)
                    .configuration(p -> p.eachWeighted(
                            l -> clip(l, GradientNormalization.ClipL2PerLayer, adaptive(l) ? 1e-10 : 1e-5)))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("over-regularised", "l2", 7)
                    .configuration(p -> p.eachWeighted(
                            l -> l.setRegularization(List.of(new L2Regularization(adaptive(l) ? 50 : 2)))))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("over-regularised", "l1", 7)
                    .configuration(p -> p.eachWeighted(
                            l -> l.setRegularization(List.of(new L1Regularization(adaptive(l) ? 10 : 0.5)))))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("over-regularised", "weight-decay", 5)
                    .configuration(p -> p.eachWeighted(l -> l.setRegularization(List.of(new WeightDecay(0.3, false)))))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("over-regularised", "dropout-keeps-1-percent", 5)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachWeighted(l -> l.setIDropout(new Dropout(0.01))))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("frozen", "rate-0", 5)
                    .configuration(p -> p.eachWeighted(l -> Weights.rate(l, 0)))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("frozen", "no-op", 6)
                    .configuration(p -> p.eachWeighted(l -> {
                        l.setIUpdater(new NoOp());
                        l.setBiasUpdater(null);
                    }))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("frozen", "no-op-hidden", 7)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachHidden(l -> {
                        l.setIUpdater(new NoOp());
                        l.setBiasUpdater(null);
                    }))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("frozen", "frozen-hidden", 7)
                    .where((d, t) -> d.depth() > 2 && !d.name().startsWith("graph"))
                    .configuration(p -> p.hidden().forEach(name -> p.wrap(name, FrozenLayer::new)))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("frozen", "frozen-last-hidden", 5)
                    .where((d, t) -> d.depth() > 2 && !d.name().startsWith("graph"))
                    .configuration(p -> p.wrap(p.hidden().get(p.hidden().size() - 1), FrozenLayer::new))
                    .layers(p -> Set.of(p.hidden().get(p.hidden().size() - 1))));

    private TrainingFaults() {}

    static void clip(BaseLayer layer, GradientNormalization kind, double threshold) {
        layer.setGradientNormalization(kind);
        layer.setGradientNormalizationThreshold(threshold);
    }

    /** Adam and RMSProp take steps whose size does not depend on the gradients, as long as these are above the epsilon of 1e-8. */
    static boolean adaptive(BaseLayer layer) {
        return layer.getIUpdater() instanceof Adam || layer.getIUpdater() instanceof RmsProp;
    }
}
