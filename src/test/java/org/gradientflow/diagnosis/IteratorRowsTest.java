package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/** Rows of DL4J's iterators. */
class IteratorRowsTest {
    @Test
    void theFirstRowsAreReadAndTheIteratorIsReset() {
        ListDataSetIterator<DataSet> iterator = iterator();
        iterator.next();

        TrainingData rows = IteratorRows.of(iterator, 70);

        assertThat(rows.rows()).isEqualTo(70);
        assertThat(rows.features().get(0).getRow(69))
                .isEqualTo(SmallClassifier.data().getFeatures().getRow(69));
        assertThat(iterator.next().getFeatures().getRow(0))
                .isEqualTo(SmallClassifier.data().getFeatures().getRow(0));
    }

    @Test
    void aPreProcessorCounts() {
        NormalizerStandardize normalizer = new NormalizerStandardize();
        DataSet far = far();
        normalizer.fit(far);
        ListDataSetIterator<DataSet> iterator = new ListDataSetIterator<>(far.asList(), 30);
        iterator.setPreProcessor(normalizer);

        assertThat(IteratorRows.of(iterator, 150).features().get(0).maxNumber().doubleValue())
                .isLessThan(10);
        assertThat(IteratorRows.of(new ListDataSetIterator<>(far.asList(), 30), 150)
                        .features()
                        .get(0)
                        .maxNumber()
                        .doubleValue())
                .isGreaterThan(100);
    }

    @Test
    void theDoctorTakesAnIteratorsBatches() {
        assertThat(Doctor.of(SmallClassifier.healthy()).on(iterator()).diagnose())
                .isInstanceOf(Diagnosis.Healthy.class);
        assertThat(Doctor.of(SmallClassifier.healthy())
                        .on(new IteratorMultiDataSetIterator(
                                List.of(SmallClassifier.data().toMultiDataSet()).iterator(), 150))
                        .sampling(100)
                        .diagnose())
                .isInstanceOf(Diagnosis.Healthy.class);
    }

    @Test
    void anIteratorWithoutRowsIsRefused() {
        assertThatThrownBy(() -> IteratorRows.of(new ListDataSetIterator<>(List.<DataSet>of(), 30), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected rows");
        assertThatThrownBy(() -> Doctor.of(SmallClassifier.healthy()).sampling(10))
                .hasMessage("expected data to sample; call on(data) first");
    }

    private static DataSet far() {
        DataSet data = SmallClassifier.data();
        data.setFeatures(data.getFeatures().mul(100).add(1_000));
        return data;
    }

    private static ListDataSetIterator<DataSet> iterator() {
        return new ListDataSetIterator<>(SmallClassifier.data().asList(), 30);
    }
}
