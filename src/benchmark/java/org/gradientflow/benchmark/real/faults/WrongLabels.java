package org.gradientflow.benchmark.real.faults;

import static org.gradientflow.benchmark.real.faults.MadeUp.NORMAL;
import static org.gradientflow.benchmark.real.faults.MadeUp.clusters;
import static org.gradientflow.benchmark.real.faults.MadeUp.features;
import static org.gradientflow.benchmark.real.faults.MadeUp.images;
import static org.gradientflow.benchmark.real.faults.MadeUp.numbers;
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
import static org.nd4j.linalg.activations.Activation.TANH;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Labels that are not what the loss takes: shifted, scaled, of other classes, or of other rows. */
final class WrongLabels {
    private static final String CAUSES = "wrong-labels";

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "so59282996",
                            "Stack Overflow 59282996; one sigmoid instead of a recurrent network",
                            "labels 1 and 2 where the sigmoid and its cross-entropy take 0 and 1",
                            CAUSES + "|output-activation|wrong-loss",
                            () -> mlp(1, new Adam(5e-3), 6, RELU, units(16), sigmoid(1)),
                            () -> numbers(features(81, 700, 6, NORMAL), x -> x[0] + x[1] * x[2] > 0 ? 2 : 1))
                    .fixedData(() -> numbers(features(81, 700, 6, NORMAL), x -> x[0] + x[1] * x[2] > 0 ? 1 : 0))
                    .meantAsFixed(),
            Fault.of(
                            "labels-minus-one",
                            "kind: Humbatova et al., wrong labels of the training data; -1 and 1 under a sigmoid; program made up",
                            "9 columns, 20 tanh, sigmoid, binary cross-entropy, labels -1 and 1",
                            CAUSES + "|output-activation|wrong-loss",
                            () -> mlp(2, new Adam(5e-3), 9, TANH, units(20), sigmoid(1)),
                            () -> numbers(features(82, 700, 9, NORMAL), x -> x[0] * x[1] > 0 ? 1 : -1))
                    .fixedData(() -> numbers(features(82, 700, 9, NORMAL), x -> x[0] * x[1] > 0 ? 1 : 0))
                    .meantAsFixed(),
            Fault.of(
                            "shifted-rows",
                            "kind: DeepCrime, changed labels (TCL), and Stack Overflow 58237726, labels of other rows; program made up",
                            "labels moved by one row, 5 classes",
                            CAUSES + "|no-signal-labels",
                            () -> shifted(),
                            () -> moved(clusters(83, 800, 10, 5, 1, 0.5)))
                    .fixedData(() -> clusters(83, 800, 10, 5, 1, 0.5))
                    .meantAsFixed(),
            Fault.of(
                            "tcl-images",
                            "kind: DeepCrime, changed labels (TCL); program made up",
                            "images of 5 classes, 9 of 10 labels replaced by class 0",
                            CAUSES + "|class-imbalance|no-signal-labels",
                            () -> tcl(),
                            () -> square(relabelled(images(84, 800, 10, 5, 0.1, 1), 0.9), 10))
                    .fixedData(() -> square(images(84, 800, 10, 5, 0.1, 1), 10))
                    .meantAsFixed()
                    .steps(600),
            Fault.of(
                            "percent-labels",
                            "kind: Stack Overflow 59325381, labels divided like the features; one-hot labels here",
                            "12 columns, 24 relu, 4 softmax, one-hot labels multiplied by 100",
                            CAUSES + "|unscaled-labels|rate-too-high|wrong-loss",
                            () -> mlp(5, new Nesterovs(0.1, 0.9), 12, RELU, units(24), softmax(4)),
                            () -> scaled(clusters(85, 700, 12, 4, 2, 0.5), 100))
                    .fixedData(() -> clusters(85, 700, 12, 4, 2, 0.5))
                    .meantAsFixed());

    private WrongLabels() {}

    private static Model shifted() {
        return mlp(3, new Adam(3e-3), 10, RELU, units(24), softmax(5));
    }

    private static Model tcl() {
        return net(4, new Adam(1e-3), image(10), conv(6, RELU), pool(), dense(24, RELU), softmax(5));
    }

    private static DataSet moved(DataSet data) {
        int rows = data.numExamples();
        int[] next = new int[rows];
        for (int row = 0; row < rows; row++) {
            next[row] = (row + 1) % rows;
        }
        return new DataSet(data.getFeatures(), data.getLabels().getRows(next));
    }

    private static DataSet relabelled(DataSet data, double share) {
        Random random = new Random(1);
        INDArray labels = data.getLabels().dup('c');
        for (int row = 0; row < labels.rows(); row++) {
            if (random.nextDouble() < share) {
                labels.getRow(row).assign(0);
                labels.putScalar(row, 0, 1);
            }
        }
        return new DataSet(data.getFeatures(), labels);
    }

    private static DataSet scaled(DataSet data, double factor) {
        return new DataSet(data.getFeatures(), data.getLabels().mul(factor));
    }
}
