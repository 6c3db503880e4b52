package org.gradientflow.diagnosis.zoo;

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
 * Steps that are too large, too small, or not taken. No {@code FrozenLayer} in a graph with a skip: Deeplearning4j fails there,
 * "all epsilons not set".
 */
final class TrainingDiseases {
    static final List<Change> ALL = List.of(
            Change.sick("rate-too-high", "rate-x100", 9).configuration(p -> p.eachWeighted(l -> Weights.rate(l, 100))),
            Change.sick("rate-too-high", "rate-x1000", 7)
                    .configuration(p -> p.eachWeighted(l -> Weights.rate(l, 1_000))),
            Change.sick("rate-too-low", "rate-x1e-3", 9).configuration(p -> p.eachWeighted(l -> Weights.rate(l, 1e-3))),
            Change.sick("rate-too-low", "rate-x1e-5", 5).configuration(p -> p.eachWeighted(l -> Weights.rate(l, 1e-5))),
            Change.sick("over-clipped", "by-value", 8)
                    .configuration(p -> p.eachWeighted(l ->
                            clip(l, GradientNormalization.ClipElementWiseAbsoluteValue, adaptive(l) ? 1e-11 : 1e-6)))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("over-clipped", "by-norm", 7)
                    .configuration(p -> p.eachWeighted(
                            l -> clip(l, GradientNormalization.ClipL2PerLayer, adaptive(l) ? 1e-10 : 1e-5)))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("over-regularised", "l2", 7)
                    .configuration(p -> p.eachWeighted(
                            l -> l.setRegularization(List.of(new L2Regularization(adaptive(l) ? 50 : 2)))))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("over-regularised", "l1", 7)
                    .configuration(p -> p.eachWeighted(
                            l -> l.setRegularization(List.of(new L1Regularization(adaptive(l) ? 10 : 0.5)))))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("over-regularised", "weight-decay", 5)
                    .configuration(p -> p.eachWeighted(l -> l.setRegularization(List.of(new WeightDecay(0.3, false)))))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("over-regularised", "dropout-keeps-1-percent", 5)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachWeighted(l -> l.setIDropout(new Dropout(0.01))))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("frozen", "rate-0", 5)
                    .configuration(p -> p.eachWeighted(l -> Weights.rate(l, 0)))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("frozen", "no-op", 6)
                    .configuration(p -> p.eachWeighted(l -> {
                        l.setIUpdater(new NoOp());
                        l.setBiasUpdater(null);
                    }))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("frozen", "no-op-hidden", 7)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachHidden(l -> {
                        l.setIUpdater(new NoOp());
                        l.setBiasUpdater(null);
                    }))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("frozen", "frozen-hidden", 7)
                    .where((d, t) -> d.depth() > 2 && !d.name().startsWith("graph"))
                    .configuration(p -> p.hidden().forEach(name -> p.wrap(name, FrozenLayer::new)))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("frozen", "frozen-last-hidden", 5)
                    .where((d, t) -> d.depth() > 2 && !d.name().startsWith("graph"))
                    .configuration(p -> p.wrap(p.hidden().get(p.hidden().size() - 1), FrozenLayer::new))
                    .layers(p -> Set.of(p.hidden().get(p.hidden().size() - 1))));

    private TrainingDiseases() {}

    static void clip(BaseLayer layer, GradientNormalization kind, double threshold) {
        layer.setGradientNormalization(kind);
        layer.setGradientNormalizationThreshold(threshold);
    }

    /** Adam and RMSProp take steps of one size, however small the gradients, down to their epsilon of 1e-8. */
    static boolean adaptive(BaseLayer layer) {
        return layer.getIUpdater() instanceof Adam || layer.getIUpdater() instanceof RmsProp;
    }
}
