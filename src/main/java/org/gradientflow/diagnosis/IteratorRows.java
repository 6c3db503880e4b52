package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** The first rows of a DL4J iterator, as its pre-processor leaves them. */
final class IteratorRows {
    private IteratorRows() {}

    /**
     * Reads from the start where the iterator can be reset, and resets it afterwards.
     *
     * @param iterator with features and labels
     * @param most rows; the last batch is cut
     * @return the rows
     * @throws IllegalArgumentException if there is no row
     */
    static TrainingData of(DataSetIterator iterator, int most) {
        if (iterator.resetSupported()) {
            iterator.reset();
        }
        TrainingData rows = first(map(iterator), most);
        if (iterator.resetSupported()) {
            iterator.reset();
        }
        return rows;
    }

    /**
     * The same of several inputs and outputs.
     *
     * @param iterator with features and labels
     * @param most rows; the last batch is cut
     * @return the rows
     * @throws IllegalArgumentException if there is no row
     */
    static TrainingData of(MultiDataSetIterator iterator, int most) {
        if (iterator.resetSupported()) {
            iterator.reset();
        }
        TrainingData rows = first(iterator, most);
        if (iterator.resetSupported()) {
            iterator.reset();
        }
        return rows;
    }

    private static Iterator<org.nd4j.linalg.dataset.api.MultiDataSet> map(DataSetIterator iterator) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public org.nd4j.linalg.dataset.api.MultiDataSet next() {
                return iterator.next().toMultiDataSet();
            }
        };
    }

    private static TrainingData first(Iterator<org.nd4j.linalg.dataset.api.MultiDataSet> batches, int most) {
        ToIntFunction<org.nd4j.linalg.dataset.api.MultiDataSet> size =
                batch -> (int) batch.getFeatures(0).size(0);
        List<org.nd4j.linalg.dataset.api.MultiDataSet> read = new ArrayList<>();
        int rows = 0;
        while (rows < most && batches.hasNext()) {
            org.nd4j.linalg.dataset.api.MultiDataSet batch = batches.next();
            read.add(batch);
            rows += size.applyAsInt(batch);
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException("expected rows, got an iterator without any; a used one can be reset()");
        }
        TrainingData all = TrainingData.of(MultiDataSet.merge(read));
        return all.rows() <= most ? all : all.select(IntStream.range(0, most).toArray());
    }
}
