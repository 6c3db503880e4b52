package org.gradientflow.cli.doctor;

import java.util.Arrays;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.Problems;
import org.gradientflow.model.Architecture;
import org.gradientflow.storage.foreign.SavedModel;
import org.gradientflow.storage.table.DataTable;
import org.gradientflow.storage.table.DataTable.Row;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** A table's columns as the arrays that a network takes: images and sequences get their shape, classes one column each. */
final class TableData {
    private final Model model;
    private final DataTable table;

    private TableData(Model model, DataTable table) {
        this.model = model;
        this.table = table;
    }

    /**
     * The examples of a table for a network.
     *
     * @param shape of one example's features; null for what the network's first layer says
     * @throws BadInputException when the columns don't fit the network
     */
    static DataSet of(SavedModel saved, DataTable table, long[] shape) {
        TableData data = new TableData(saved.model(), table);
        INDArray features = data.features(shape);
        DataSet examples = new DataSet(features, data.labels(features));
        saved.normalizer().ifPresent(normalizer -> {
            try {
                normalizer.preProcess(examples);
            } catch (RuntimeException unfit) {
                throw new BadInputException(
                        "the normalizer saved with the model does not take these columns: " + Problems.line(unfit));
            }
        });
        return examples;
    }

    private INDArray features(long[] given) {
        int columns = table.features().length;
        long[] shape = given == null ? ModelShape.of(model, columns) : given;
        // As doubles: a product of longs can pass their range, and what a double rounds is no number of columns.
        if (Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b) != columns) {
            throw new BadInputException(
                    "--shape %s does not fit the %d column(s) of --features; the product of its sizes must be the number of columns"
                            .formatted(Arrays.toString(shape), columns));
        }
        return shaped(numbers(Row::features), shape);
    }

    private float[][] numbers(Function<Row, float[]> part) {
        return table.rows().stream().map(part).toArray(float[][]::new);
    }

    /** Columns of a sequence are read step by step, so that a step's values stand side by side. */
    private static INDArray shaped(float[][] numbers, long[] shape) {
        INDArray rows = Nd4j.createFromArray(numbers);
        if (shape.length == 2) {
            return rows.reshape('c', numbers.length, shape[1], shape[0])
                    .permute(0, 2, 1)
                    .dup('c');
        }
        return rows.reshape('c', withRows(numbers.length, shape));
    }

    private static long[] withRows(long rows, long[] shape) {
        long[] all = new long[shape.length + 1];
        all[0] = rows;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return all;
    }

    private INDArray labels(INDArray features) {
        long[] shape = outputShape(features);
        long outputs = shape[0];
        int columns = table.labels().length;
        long places = Arrays.stream(shape).reduce(1, Math::multiplyExact) / outputs;
        if (columns == places && isSparse(model)) {
            return shaped(numbers(Row::labels), withRows(1, Arrays.copyOfRange(shape, 1, shape.length)));
        }
        if (columns == places * outputs) {
            return shaped(numbers(Row::labels), shape);
        }
        if (columns == 1 && places == 1) {
            float[][] classes = numbers(Row::labels);
            return areClasses(outputs) ? oneColumnEach(classes, (int) outputs) : Nd4j.createFromArray(classes);
        }
        throw new BadInputException("--labels names %d columns, but the network has %s"
                .formatted(
                        columns,
                        places == 1
                                ? outputs + " outputs; name " + outputs
                                        + " columns, or one column with the classes 0 to " + (outputs - 1)
                                : outputs + " outputs at each of " + places + " positions; name " + places * outputs
                                        + " columns"));
    }

    private static boolean isSparse(Model model) {
        return Architecture.of(model).outputs().stream()
                .anyMatch(output -> output.loss().orElse(null) instanceof LossSparseMCXENT);
    }

    /** The shape of the network's output for the first example; it also shows whether the network takes the features. */
    private long[] outputShape(INDArray features) {
        try {
            INDArray one = features.get(NDArrayIndex.interval(0, 1));
            INDArray output = model instanceof MultiLayerNetwork network
                    ? network.output(one)
                    : ((ComputationGraph) model).outputSingle(one);
            long[] shape = output.shape();
            return Arrays.copyOfRange(shape, 1, shape.length);
        } catch (RuntimeException | OutOfMemoryError unfit) {
            throw new BadInputException("the network does not take features of shape %s: %s"
                    .formatted(Arrays.toString(features.shape()), Problems.line(unfit)));
        }
    }

    /** Whether the only label column has class numbers. What else it has, the doctor judges. */
    private boolean areClasses(long classes) {
        for (Row row : table.rows()) {
            for (float index : row.labels()) {
                if (Float.isFinite(index) && (index != Math.rint(index) || index < 0 || index >= classes)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Where the class is not a number, the whole row is NaN. */
    private static INDArray oneColumnEach(float[][] classes, int outputs) {
        float[][] rows = new float[classes.length][outputs];
        for (int i = 0; i < rows.length; i++) {
            if (Float.isFinite(classes[i][0])) {
                rows[i][(int) classes[i][0]] = 1;
            } else {
                Arrays.fill(rows[i], Float.NaN);
            }
        }
        return Nd4j.createFromArray(rows);
    }
}
