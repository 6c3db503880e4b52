package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.balanced;
import static org.gradientflow.benchmark.real.faults.MadeUp.dataSet;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.score;
import static org.gradientflow.benchmark.real.faults.MadeUp.square;
import static org.gradientflow.benchmark.real.faults.Nets.conv;
import static org.gradientflow.benchmark.real.faults.Nets.dense;
import static org.gradientflow.benchmark.real.faults.Nets.image;
import static org.gradientflow.benchmark.real.faults.Nets.mlp;
import static org.gradientflow.benchmark.real.faults.Nets.net;
import static org.gradientflow.benchmark.real.faults.Nets.pool;
import static org.gradientflow.benchmark.real.faults.Nets.sigmoid;
import static org.gradientflow.benchmark.real.faults.Nets.softmax;
import static org.gradientflow.benchmark.real.faults.Nets.units;
import static org.nd4j.linalg.activations.Activation.RELU;
import static org.nd4j.linalg.activations.Activation.SOFTMAX;
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** One class is rare, and the network answers with the frequent one. */
final class ClassImbalance {
    static final List<Fault> ALL = List.of(
            Fault.of(
                            "dse19283",
                            "Data Science Stack Exchange 19283",
                            "122 columns, 11.6% positives, three layers of 8 relu, sigmoid: learns the bias only",
                            "class-imbalance",
                            () -> mlp(1, new Adam(1e-3), 122, RELU, units(8, 8, 8), sigmoid(1)),
                            () -> rare(11, 4_000, 122, 0.116, 0.6))
                    .fixedData(() -> balanced(rare(11, 4_000, 122, 0.116, 0.6)))
                    .steps(600),
            Fault.of(
                            "darch24",
                            "GitHub maddin79/darch issue 24",
                            "12 columns, 12% returning customers (reported: 18%), two softmax outputs: the frequent class only",
                            "class-imbalance",
                            () -> mlp(2, new Sgd(0.05), 12, TANH, units(20), softmax(2)),
                            () -> rareOfTwo(12, 1_500, 12, 0.12, 0.6))
                    .fixedNet(() -> mlp(2, new Sgd(0.05), 12, TANH, units(20), weighted(0.12, 0.88))),
            Fault.of(
                            "deepnlp2",
                            "GitHub oxford-cs-deepnlp-2017/practical-2 issue 2",
                            "bags of means, 50 columns, eight classes with shares from 1% to 54%, tanh, softmax",
                            "class-imbalance",
                            () -> mlp(3, new Adam(1e-3), 50, TANH, units(32), softmax(8)),
                            () -> eight(13, 2_500))
                    .fixedData(() -> balanced(eight(13, 2_500)))
                    .batch(50)
                    .steps(600),
            Fault.of(
                            "unet234",
                            "GitHub jakeret/tf_unet issue 234",
                            "small images, 3% with a mask, convolution and sigmoid: never one",
                            "class-imbalance",
                            () -> net(4, new Sgd(0.02), image(10), conv(4, RELU), pool(), dense(8, RELU), sigmoid(1)),
                            () -> masks(14, 1_500))
                    .fixedData(() -> square(balanced(flatMasks(14, 1_500)), 10)));

    private ClassImbalance() {}

    /** The highest scores are positive, after noise: no border tells them all. */
    private static DataSet rare(long seed, int rows, int columns, double share, double noise) {
        Random random = new Random(seed);
        float[][] features = features(seed, rows, columns, NORMAL);
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            scores[row] = score(features[row], random, noise);
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double border = sorted[(int) (rows * (1 - share))];
        float[][] labels = new float[rows][1];
        for (int row = 0; row < rows; row++) {
            labels[row][0] = scores[row] >= border ? 1 : 0;
        }
        return dataSet(features, labels);
    }

    private static DataSet rareOfTwo(long seed, int rows, int columns, double share, double noise) {
        DataSet one = rare(seed, rows, columns, share, noise);
        INDArray positive = one.getLabels();
        return new DataSet(one.getFeatures(), Nd4j.hstack(positive.rsub(1), positive));
    }

    private static OutputLayer weighted(double first, double second) {
        return new OutputLayer.Builder(
                        new LossMCXENT(Nd4j.createFromArray(first, second).castTo(DataType.FLOAT)))
                .nOut(2)
                .activation(SOFTMAX)
                .build();
    }

    private static DataSet eight(long seed, int rows) {
        double[] until = {0.54, 0.72, 0.80, 0.88, 0.95, 0.97, 0.985, 1};
        Random random = new Random(seed);
        float[][] centres = features(seed + 1, until.length, 50, NORMAL);
        float[][] features = new float[rows][50];
        float[][] labels = new float[rows][until.length];
        for (int row = 0; row < rows; row++) {
            double draw = random.nextDouble();
            int type = 0;
            while (draw > until[type]) {
                type++;
            }
            for (int column = 0; column < 50; column++) {
                features[row][column] = (float) (0.1 * centres[type][column] + 0.35 * random.nextGaussian());
            }
            labels[row][type] = 1;
        }
        return dataSet(features, labels);
    }

    private static DataSet masks(long seed, int rows) {
        return square(flatMasks(seed, rows), 10);
    }

    /** A faint bright spot of 3 by 3 pixels in 3% of the images. */
    private static DataSet flatMasks(long seed, int rows) {
        Random random = new Random(seed);
        float[][] features = features(seed, rows, 100, (r, column) -> 0.25 * r.nextDouble());
        float[][] labels = new float[rows][1];
        for (int row = 0; row < rows; row++) {
            if (row % 33 == 0) {
                int corner = 10 * (2 + random.nextInt(5)) + 2 + random.nextInt(5);
                for (int pixel = 0; pixel < 9; pixel++) {
                    features[row][corner + 10 * (pixel / 3) + pixel % 3] += 0.5f;
                }
                labels[row][0] = 1;
            }
        }
        return dataSet(features, labels);
    }
}
