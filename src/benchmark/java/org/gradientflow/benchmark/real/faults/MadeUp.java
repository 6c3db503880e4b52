package org.gradientflow.benchmark.real.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/** Made-up tables and images, from seeds. */
final class MadeUp {
    /** Draws the value of a feature's column. */
    @FunctionalInterface
    interface Draw {
        double next(Random random, int column);
    }

    private MadeUp() {}

    static final Draw NORMAL = (random, column) -> random.nextGaussian();

    static Draw uniform(double from, double to) {
        return (random, column) -> from + (to - from) * random.nextDouble();
    }

    static float[][] features(long seed, int rows, int columns, Draw draw) {
        Random random = new Random(seed);
        float[][] features = new float[rows][columns];
        for (float[] row : features) {
            for (int column = 0; column < columns; column++) {
                row[column] = (float) draw.next(random, column);
            }
        }
        return features;
    }

    /** One column of numbers as labels. */
    static DataSet numbers(float[][] features, ToDoubleFunction<float[]> label) {
        float[][] labels = new float[features.length][1];
        for (int row = 0; row < labels.length; row++) {
            labels[row][0] = (float) label.applyAsDouble(features[row]);
        }
        return dataSet(features, labels);
    }

    /** One column for each class. */
    static DataSet classes(float[][] features, int classes, ToIntFunction<float[]> type) {
        float[][] labels = new float[features.length][classes];
        for (int row = 0; row < labels.length; row++) {
            labels[row][type.applyAsInt(features[row])] = 1;
        }
        return dataSet(features, labels);
    }

    static DataSet dataSet(float[][] features, float[][] labels) {
        return new DataSet(Nd4j.create(features), Nd4j.create(labels));
    }

    /** Several clusters a class, so that classes are not linearly separable where columns are few. */
    static DataSet clusters(long seed, int rows, int columns, int classes, int each, double spread) {
        Random random = new Random(seed);
        float[][] centres = features(seed + 1, classes * each, columns, NORMAL);
        float[][] features = new float[rows][columns];
        float[][] labels = new float[rows][classes];
        for (int row = 0; row < rows; row++) {
            int cluster = random.nextInt(centres.length);
            for (int column = 0; column < columns; column++) {
                features[row][column] = (float) (centres[cluster][column] + spread * random.nextGaussian());
            }
            labels[row][cluster % classes] = 1;
        }
        return dataSet(features, labels);
    }

    /** A linear score of standard normal columns plus noise, of variance 1 in all. */
    static double score(float[] row, Random noise, double share) {
        double sum = 0;
        double squares = 0;
        for (int column = 0; column < row.length; column++) {
            double weight = Math.cos(1 + column);
            sum += weight * row[column];
            squares += weight * weight;
        }
        return Math.sqrt(1 - share) * sum / Math.sqrt(squares) + Math.sqrt(share) * noise.nextGaussian();
    }

    /** Images of one channel with values from 0 to {@code most}: each class has its own pattern of three blobs. */
    static DataSet images(long seed, int rows, int side, int classes, double noise, double most) {
        Random random = new Random(seed);
        float[][] blobs = features(seed + 1, classes, 6, uniform(0.15, 0.85));
        float[][] features = new float[rows][side * side];
        float[][] labels = new float[rows][classes];
        for (int row = 0; row < rows; row++) {
            int type = random.nextInt(classes);
            double right = random.nextInt(3) - 1;
            double down = random.nextInt(3) - 1;
            for (int pixel = 0; pixel < side * side; pixel++) {
                double light = noise * random.nextGaussian();
                for (int blob = 0; blob < 6; blob += 2) {
                    double x = pixel % side - right - blobs[type][blob] * side;
                    double y = pixel / side - down - blobs[type][blob + 1] * side;
                    light += Math.exp(-(x * x + y * y) / side);
                }
                features[row][pixel] = (float) (most * Math.max(0, Math.min(1, light)));
            }
            labels[row][type] = 1;
        }
        return dataSet(features, labels);
    }

    static DataSet square(DataSet flat, int side) {
        return new DataSet(flat.getFeatures().reshape('c', flat.numExamples(), 1, side, side), flat.getLabels());
    }

    /** Rows of rare classes repeated until all are as frequent. */
    static DataSet balanced(DataSet data) {
        float[][] labels = table(data, false);
        List<List<Integer>> byClass = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));
        for (int row = 0; row < labels.length; row++) {
            int type = type(labels[row]);
            while (byClass.size() <= type) {
                byClass.add(new ArrayList<>());
            }
            byClass.get(type).add(row);
        }
        int most = byClass.stream().mapToInt(List::size).max().orElse(0);
        float[][] features = table(data, true);
        List<float[]> rows = new ArrayList<>();
        List<float[]> types = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            for (List<Integer> one : byClass) {
                rows.add(features[one.get(i % one.size())]);
                types.add(labels[one.get(i % one.size())]);
            }
        }
        return dataSet(rows.toArray(float[][]::new), types.toArray(float[][]::new));
    }

    private static int type(float[] label) {
        int type = label.length == 1 ? (int) label[0] : 0;
        for (int column = 1; column < label.length; column++) {
            type = label[column] > label[type] ? column : type;
        }
        return type;
    }

    private static float[][] table(DataSet data, boolean features) {
        return (features ? data.getFeatures() : data.getLabels()).toFloatMatrix();
    }

    /** Features, and labels where asked, with mean 0 and standard deviation 1. */
    static DataSet standardised(DataSet data, boolean labels) {
        DataSet copy = data.copy();
        NormalizerStandardize normalizer = new NormalizerStandardize();
        normalizer.fitLabel(labels);
        normalizer.fit(copy);
        normalizer.transform(copy);
        return copy;
    }
}
