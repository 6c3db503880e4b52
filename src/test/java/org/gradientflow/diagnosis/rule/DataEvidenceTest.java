package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.Clinical;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What the rules about data say, number by number. */
class DataEvidenceTest {
    private static final int VALUES = 4 * Sketch.ROWS;

    private static DataSet scaled(double features) {
        DataSet clouds = Sketch.clouds();
        return new DataSet(clouds.getFeatures().mul(features), clouds.getLabels());
    }

    @Test
    void numbersThatAreNoneAreCounted() {
        INDArray features = Sketch.clouds().getFeatures();
        features.putScalar(11, 0, Float.NaN);
        features.putScalar(7, 2, Float.POSITIVE_INFINITY);

        assertThat(Asked.of(
                        new NonFiniteDataRule(),
                        Sketch.network(),
                        new DataSet(features, Sketch.clouds().getLabels())))
                .containsExactly(Finding.ofAll(
                        Cause.NON_FINITE_DATA,
                        Severity.SEVERE,
                        1,
                        "2 of the features are NaN or infinite",
                        "the first is in row 7; one such number makes every weight that it reaches NaN",
                        Map.of("values", 2.0, "share", 2.0 / VALUES, "first row", 7.0)));
    }

    @Test
    void soTheyAreAmongLabelsAndInEachInput() {
        INDArray labels = Sketch.clouds().getLabels();
        labels.putScalar(0, 1, Float.NaN);
        INDArray other = Sketch.clouds().getFeatures();
        other.putScalar(3, 0, Float.NEGATIVE_INFINITY);
        MultiDataSet two =
                new MultiDataSet(new INDArray[] {Sketch.clouds().getFeatures(), other}, new INDArray[] {labels});
        Examination examination = Asked.examination(Sketch.network(), TrainingData.of(two), 1);

        assertThat(new NonFiniteDataRule().examine(examination))
                .extracting(Finding::symptom, Finding::evidence)
                .containsExactly(
                        Tuple.tuple(
                                "1 of the features are NaN or infinite",
                                new TreeMap<>(Map.of("values", 1.0, "share", 0.5 / VALUES, "first row", 3.0))),
                        Tuple.tuple(
                                "1 of the labels are NaN or infinite",
                                new TreeMap<>(
                                        Map.of("values", 1.0, "share", 1.0 / (3 * Sketch.ROWS), "first row", 0.0))));
    }

    @Test
    void featuresFarFromOneAreMeasuredByTheirWorstColumn() {
        DataSet data = scaled(1e5);
        INDArray means = data.getFeatures().mean(0);
        INDArray deviations = data.getFeatures().std(false, 0);

        assertThat(Asked.of(new UnscaledInputRule(), Sketch.network(), data))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.confidence()).isBetween(0.73, 0.97);
                    assertThat(finding.evidence())
                            .containsOnlyKeys("largest mean", "largest deviation", "skill", "skill with the change");
                    assertThat(finding.evidence().get("largest mean"))
                            .isCloseTo(means.amaxNumber().doubleValue(), within(1.0));
                    assertThat(finding.evidence().get("largest deviation"))
                            .isCloseTo(deviations.maxNumber().doubleValue(), within(1.0));
                    assertThat(finding.evidence().get("skill with the change")).isGreaterThan(0.8);
                    assertThat(finding.explanation())
                            .startsWith("with standardised features the network reaches a skill of ");
                });
    }

    @Test
    void featuresAreUnscaledFromABoundOnInEitherDirection() {
        INDArray one = LabelSignal.standardised(Sketch.clouds().getFeatures())
                .castTo(Sketch.clouds().getFeatures().dataType());

        assertThat(unscaled(one.mul(19.9))).isEmpty();
        assertThat(unscaled(one.mul(20.1))).hasSize(1);
        assertThat(unscaled(one.mul(0.021))).isEmpty();
        assertThat(unscaled(one.mul(0.019))).hasSize(1);
        assertThat(unscaled(one.add(19.9))).isEmpty();
        assertThat(unscaled(one.add(-20.1))).hasSize(1);
        assertThat(unscaled(one.mul(0).add(1))).as("a constant has no scale").isEmpty();
    }

    private static List<Finding> unscaled(INDArray features) {
        List<Finding> findings = Asked.withoutTrials(
                new UnscaledInputRule(),
                Sketch.network(),
                new DataSet(features, Sketch.clouds().getLabels()));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.confidence()).isEqualTo(0.4);
            assertThat(finding.evidence()).containsOnlyKeys("largest mean", "largest deviation");
            assertThat(finding.explanation()).isEqualTo("networks learn best from features of mean 0 and deviation 1");
        });
        return findings;
    }

    @Test
    void indicesOfAnEmbeddingHaveNoScale() {
        INDArray indices = Nd4j.create(DataType.FLOAT, Sketch.ROWS, 1);
        for (int row = 0; row < Sketch.ROWS; row++) {
            indices.putScalar(row, 0, row);
        }
        DataSet data = new DataSet(indices, Sketch.clouds().getLabels());

        assertThat(Asked.withoutTrials(
                        new UnscaledInputRule(), first(new EmbeddingLayer.Builder().nIn(Sketch.ROWS)), data))
                .isEmpty();
        assertThat(Asked.withoutTrials(new UnscaledInputRule(), first(new DenseLayer.Builder().nIn(1)), data))
                .as("numbers of this size have one")
                .hasSize(1);
    }

    private static MultiLayerNetwork first(FeedForwardLayer.Builder<?> layer) {
        return Sketch.init(new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(layer.nOut(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    }

    @Test
    void labelsFarFromOneAreMeasuredToo() {
        MultiLayerNetwork network = Clinical.network(Activation.TANH, layer -> layer.setIUpdater(new Adam(0.02)));
        INDArray labels = Clinical.data().getLabels().mul(1e4);

        assertThat(Asked.of(
                        new UnscaledLabelsRule(),
                        network,
                        new DataSet(Clinical.data().getFeatures(), labels)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.evidence())
                            .containsOnlyKeys("largest mean", "largest deviation", "skill", "skill with the change");
                    assertThat(finding.evidence().get("largest mean"))
                            .isCloseTo(Math.abs(labels.meanNumber().doubleValue()), within(0.1));
                    assertThat(finding.evidence().get("largest deviation"))
                            .isCloseTo(labels.stdNumber(false).doubleValue(), within(0.1));
                });
        assertThat(Asked.withoutTrials(
                        new UnscaledLabelsRule(),
                        network,
                        new DataSet(Clinical.data().getFeatures(), labels)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.confidence()).isEqualTo(0.3);
                    assertThat(finding.evidence()).containsOnlyKeys("largest mean", "largest deviation");
                });
    }

    @Test
    void whatIsMaskedHasNoScale() {
        MultiLayerNetwork network = Clinical.network(Activation.TANH, layer -> {});
        INDArray labels = Clinical.data().getLabels();
        INDArray mask = Nd4j.ones(labels.shape());
        for (int row = 0; row < labels.rows(); row += 3) {
            labels.putScalar(row, 0, -999);
            mask.putScalar(row, 0, 0);
        }
        INDArray features = Clinical.data().getFeatures();

        assertThat(Asked.withoutTrials(new UnscaledLabelsRule(), network, new DataSet(features, labels, null, mask)))
                .isEmpty();
        assertThat(Asked.withoutTrials(new UnscaledLabelsRule(), network, new DataSet(features, labels)))
                .hasSize(1);
    }

    /** Probabilities may be rare. */
    @Test
    void labelsOfClassesHaveNoScaleOfTheirOwn() {
        assertThat(Asked.withoutTrials(
                        new UnscaledLabelsRule(),
                        Sketch.network(),
                        new DataSet(
                                Sketch.clouds().getFeatures(),
                                Sketch.clouds().getLabels().mul(1e-3))))
                .isEmpty();
    }
}
