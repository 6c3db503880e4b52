package org.gradientflow.benchmark.models;

import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/** Harmless changes: the networks learn, but published rules of thumb take them for faulty. */
final class HardHealthy {
    static final List<Change> ALL = List.of(
            Change.healthy("rate-x0.2", 10).configuration(p -> p.eachWeighted(l -> Weights.rate(l, 0.2))),
            Change.healthy("rate-x2", 6).configuration(p -> p.eachWeighted(l -> Weights.rate(l, 2))),
            Change.healthy("small-weights", 8)
                    .where((d, t) -> d.depth() < 4)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.normal(0.03)))),
            Change.healthy("clipping-often", 8)
                    .configuration(p ->
                            p.eachWeighted(l -> TrainingFaults.clip(l, GradientNormalization.ClipL2PerLayer, 0.2))),
            Change.healthy("dropout-half", 6)
                    .where((d, t) -> d.depth() > 1 && d.depth() < 6)
                    .configuration(p -> p.layer(p.last()).setIDropout(new Dropout(0.5))),
            Change.healthy("l2-1e-4", 6)
                    .configuration(p -> p.eachWeighted(l -> l.setRegularization(List.of(new L2Regularization(1e-4))))),
            Change.healthy("some-dead-units", 8)
                    .where((d, t) -> d.rectified() && d.depth() > 1 && t.kind() == Task.Kind.TABLE)
                    .network((p, m) -> {
                        INDArray bias = m.paramTable().get(p.hidden().get(0) + "_b");
                        bias.get(NDArrayIndex.all(), NDArrayIndex.interval(0, bias.length() / 4))
                                .assign(-30);
                    }),
            Change.healthy("gain-2.5", 6)
                    .where((d, t) -> d.squashing())
                    .network((p, m) -> Weights.scale(m, p.hidden(), 2.5)),
            Change.healthy("frozen-first", 8)
                    .where((d, t) -> d.depth() > 2)
                    .configuration(p -> p.wrap(p.hidden().get(0), FrozenLayer::new)),
            Change.healthy("output-from-zero", 8)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.output().setWeightInitFn(Weights.constant(0))),
            Change.healthy("lecun-init", 6)
                    .configuration(p ->
                            p.eachWeighted(l -> l.setWeightInitFn(WeightInit.LECUN_NORMAL.getWeightInitFunction()))),
            Change.healthy("bias-0.1", 5).configuration(p -> p.eachHidden(l -> l.setBiasInit(0.1))),
            Change.healthy("inputs-x4", 6).data(d -> d.getFeatures().muli(4)),
            Change.healthy("rare-class", 8).where((d, t) -> t == Task.IRIS).data(HardHealthy::fewOfTheFirst),
            Change.healthy("noisy-labels", 8)
                    .where((d, t) -> t.classification() && t.outputs() > 1)
                    .data(HardHealthy::everySeventhLabelWrong));

    private HardHealthy() {}

    /** Removes four of five rows of the first class; the rows are sorted by class. */
    private static void fewOfTheFirst(DataSet data) {
        int from = data.numExamples() / 3 * 4 / 5;
        data.setFeatures(tail(data.getFeatures(), from));
        data.setLabels(tail(data.getLabels(), from));
    }

    private static INDArray tail(INDArray table, int from) {
        return table.get(NDArrayIndex.interval(from, table.rows()), NDArrayIndex.all())
                .dup();
    }

    private static void everySeventhLabelWrong(DataSet data) {
        INDArray before = data.getLabels().dup();
        for (int row = 0; row < data.numExamples(); row += 7) {
            data.getLabels().slice(row).assign(before.slice((row + 1 + row / 7) % data.numExamples()));
        }
    }
}
