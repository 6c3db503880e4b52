package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.SpecifiedIndex;

/** Rows of a data set: the same ones for the same seed. */
final class Rows {
    private Rows() {}

    /** The first rows of a seeded shuffle, in batches; what is left over is dropped unless it is all there is. */
    static List<MultiDataSet> sample(org.nd4j.linalg.dataset.api.MultiDataSet data, int most, int batch, long seed) {
        int[] order = order(data, new Random(seed));
        int rows = Math.min(most, order.length);
        int size = Math.min(batch, rows);
        List<MultiDataSet> batches = new ArrayList<>();
        for (int from = 0; from + size <= rows; from += size) {
            batches.add(of(data, Arrays.copyOfRange(order, from, from + size)));
        }
        return batches;
    }

    /** Endless batches, shuffled anew each time round. */
    static Iterator<MultiDataSet> batches(org.nd4j.linalg.dataset.api.MultiDataSet data, int batch, long seed) {
        Random random = new Random(seed);
        int size = Math.min(batch, (int) data.getFeatures(0).size(0));
        return new Iterator<>() {
            private int[] order = order(data, random);
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public MultiDataSet next() {
                if (next + size > order.length) {
                    order = order(data, random);
                    next = 0;
                }
                next += size;
                return of(data, Arrays.copyOfRange(order, next - size, next));
            }
        };
    }

    private static int[] order(org.nd4j.linalg.dataset.api.MultiDataSet data, Random random) {
        List<Integer> order =
                IntStream.range(0, (int) data.getFeatures(0).size(0)).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static MultiDataSet of(org.nd4j.linalg.dataset.api.MultiDataSet data, int[] rows) {
        return new MultiDataSet(
                of(data.getFeatures(), rows),
                of(data.getLabels(), rows),
                of(data.getFeaturesMaskArrays(), rows),
                of(data.getLabelsMaskArrays(), rows));
    }

    private static INDArray[] of(INDArray[] arrays, int[] rows) {
        return arrays == null
                ? null
                : Arrays.stream(arrays).map(array -> of(array, rows)).toArray(INDArray[]::new);
    }

    private static INDArray of(INDArray array, int[] rows) {
        if (array == null) {
            return null;
        }
        INDArrayIndex[] index = new INDArrayIndex[array.rank()];
        Arrays.fill(index, NDArrayIndex.all());
        index[0] = new SpecifiedIndex(rows);
        return array.get(index).dup('c');
    }
}
