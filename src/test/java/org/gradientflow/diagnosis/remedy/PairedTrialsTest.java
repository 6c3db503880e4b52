package org.gradientflow.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.loss.LabelScore;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.gradientflow.network.ReconstructionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class PairedTrialsTest {
    private static final int BATCH = 16;
    private static final int STEPS = 30;

    private static PairedTrials pairs(MultiLayerNetwork network) {
        return new PairedTrials(Subject.of(network), TrainingData.of(SmallClassifier.data()), BATCH, STEPS);
    }

    private static MultiLayerNetwork rate(double rate) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(rate)));
    }

    /** What a remedy finds when it is its turn: parameters before training. */
    private static final class Looking {
        private final List<INDArray> parameters = new ArrayList<>();
        private final Remedy remedy = new Remedy(
                "nothing but a look",
                "",
                layer -> layer,
                false,
                (subject, rows) -> parameters.add(subject.model().params().dup()),
                rows -> rows,
                true,
                false);
    }

    @Test
    void anUnchangedCopyIsTrainedOnceASeed() {
        PairedTrials pairs = pairs(SmallClassifier.healthy());

        assertThat(pairs.trainings()).isZero();
        PairedTrials.Score first = pairs.without(1);
        assertThat(pairs.without(1)).isSameAs(first);
        assertThat(pairs.trainings()).isEqualTo(1);
        assertThat(pairs.with(Remedy.NONE, 1))
                .as("the same in all but the remedy")
                .isEqualTo(first);
        assertThat(pairs.trainings()).isEqualTo(2);
        assertThat(pairs.without(2)).isNotEqualTo(first);
        assertThat(pairs.trainings()).isEqualTo(3);
    }

    @Test
    void theFirstPairStartsFromItsOwnWeightsTheOthersFromTheirOwnOrderOfThem() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        PairedTrials pairs = pairs(network);
        Looking looking = new Looking();

        for (long seed : new long[] {1, 2, 3, 2}) {
            pairs.with(looking.remedy, seed);
        }

        assertThat(looking.parameters.get(0)).isEqualTo(network.params());
        assertThat(looking.parameters.get(1)).isNotEqualTo(network.params());
        assertThat(looking.parameters.get(2)).isNotEqualTo(looking.parameters.get(1));
        assertThat(looking.parameters.get(3)).isEqualTo(looking.parameters.get(1));
    }

    @Test
    void whatWasTrainedBeforeKeepsItsWeightsInAllPairs() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        network.fit(SmallClassifier.data());
        PairedTrials pairs = pairs(network);
        Looking looking = new Looking();

        pairs.with(looking.remedy, 1);
        pairs.with(looking.remedy, 2);

        assertThat(looking.parameters).containsExactly(network.params(), network.params());
    }

    @Test
    void aRemedyThatDrawsAnewDrawsFromThePairsSeed() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        PairedTrials pairs = pairs(network);
        Looking looking = new Looking();

        for (long seed : new long[] {1, 2, 1}) {
            pairs.with(looking.remedy.redrawing(), seed);
        }

        assertThat(looking.parameters.get(0)).isNotEqualTo(network.params());
        assertThat(looking.parameters.get(1)).isNotEqualTo(looking.parameters.get(0));
        assertThat(looking.parameters.get(2)).isEqualTo(looking.parameters.get(0));
    }

    /** At a rate of 0, what is reached is what there was. */
    @Test
    void lossIsAMeanOverTheSample() {
        MultiLayerNetwork network = rate(0);
        PairedTrials pairs = pairs(network);

        PairedTrials.Score reached = pairs.without(1);

        assertThat(reached.loss())
                .isCloseTo(
                        pairs.sample().stream()
                                .mapToDouble(
                                        batch -> network.score(new DataSet(batch.getFeatures(0), batch.getLabels(0))))
                                .average()
                                .orElseThrow(),
                        within(1e-4));
        assertThat(reached.fit()).isEqualTo(LabelScore.of(Subject.of(network), pairs.sample(), true));
        // 144 of 150 rows are whole batches; a softmax that knows nothing has a loss of ln 3
        assertThat(pairs.sample().get(0).getFeatures(0).rows()).isEqualTo(SmallClassifier.ROWS / BATCH * BATCH);
        assertThat(reached.skill()).isCloseTo(1 - reached.loss() / Math.log(3), within(1e-3));
    }

    /** A loss of a part of each batch is asked batch by batch. */
    @Test
    void lossIsAMeanOverManyBatchesToo() {
        MultiLayerNetwork network = SmallClassifier.withAveraging(true, false, 0);
        ((BaseOutputLayer) network.getLayerWiseConfigurations().getConf(2).getLayer())
                .setLossFn(new ReconstructionLoss(LossScope.FIRST_ELEMENT));
        PairedTrials pairs = pairs(network);

        PairedTrials.Score reached = pairs.without(1);

        assertThat(pairs.sample()).hasSize(SmallClassifier.ROWS / BATCH);
        assertThat(reached.loss())
                .isCloseTo(
                        pairs.sample().stream()
                                .mapToDouble(Subject.of(network)::loss)
                                .average()
                                .orElseThrow(),
                        within(1e-6));
    }

    @Test
    void otherDataIsMeasuredOnItself() {
        PairedTrials pairs = pairs(rate(0));
        Remedy doubled = Remedy.ofData("features doubled", "", data -> {
            DataSet clouds = SmallClassifier.data();
            clouds.getFeatures().muli(2);
            return TrainingData.of(clouds);
        });
        DataSet twice = SmallClassifier.data();
        twice.getFeatures().muli(2);

        assertThat(pairs.with(doubled, 1))
                .isEqualTo(new PairedTrials(Subject.of(rate(0)), TrainingData.of(twice), BATCH, STEPS).without(1))
                .isNotEqualTo(pairs.without(1));
    }

    @Test
    void aTrainingThatDivergesReachesNothing() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(1e30)));

        PairedTrials.Score reached = pairs(network).without(1);

        assertThat(reached.skill()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(reached.fit()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** Of a change; what is wrong without any is thrown. */
    @Test
    void whatDl4jRefusesHelpsNowhere() {
        Remedy refused = Remedy.ofData(
                "features of another width",
                "",
                rows -> new TrainingData(rows.labels(), rows.labels(), List.of(), List.of()));
        PairedTrials pairs = pairs(SmallClassifier.healthy());

        assertThat(pairs.with(refused, 1))
                .isEqualTo(
                        new PairedTrials.Score(Double.NEGATIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY, false));
        assertThat(pairs.without(1).skill()).isPositive();
        PairedTrials wrong = pairs(SmallClassifier.withOutput(output -> output.setLossFn(new Refusing())));
        assertThatThrownBy(() -> wrong.without(1)).hasMessage("not today");
        assertThat(wrong.with(Remedy.of("nothing else", "", layer -> layer), 1).fit())
                .isNegative();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> pairs.with(refused, 1)).isInstanceOf(RuntimeException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Weights that were taken over say more than their scale. */
    @Test
    void whatWasTakenOverAndFrozenKeepsItsWeightsInAllPairs() {
        MultiLayerNetwork taken = new TransferLearning.Builder(SmallClassifier.healthy())
                .setFeatureExtractor(0)
                .build();
        assertThat(Subject.of(taken).newborn()).isFalse();
        assertThat(Subject.of(SmallClassifier.healthy()).newborn()).isTrue();
    }

    /** Trains nothing. */
    @SuppressWarnings("serial")
    private static final class Refusing extends LossMSE {
        @Override
        public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
            if (labels.rows() == BATCH && preOutput.dataType() == DataType.FLOAT) {
                throw new DL4JException("not today");
            }
            return super.computeGradient(labels, preOutput, activation, mask);
        }
    }
}
