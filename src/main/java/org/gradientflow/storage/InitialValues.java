package org.gradientflow.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.network.ParameterNames;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.table.Csv;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Given initial values: a line a variable, {@code name,rows,cols,values...}, row-major, with the original's names. A network
 * with fewer layers leaves out the middle ones, so that one file serves the two- and the three-layer graph.
 */
public final class InitialValues {
    private static final Pattern VARIABLE = Pattern.compile("[Wb](?:[1-9][0-9]{0,3})?");

    private InitialValues() {}

    /**
     * Sets every parameter of a network.
     *
     * @param file UTF-8
     * @param network to change; unchanged when the file is wrong
     * @throws BadFileException naming the line, or the variable that is missing
     * @throws IOException when it can't be read
     */
    public static void assign(Path file, MultiLayerNetwork network) throws IOException {
        List<ParameterNames.Name> names = ParameterNames.of(network.getnLayers());
        Map<String, INDArray> values = read(file, names, network);
        for (ParameterNames.Name name : names) {
            if (!values.containsKey(name.original())) {
                throw new BadFileException(file, "has no line for the variable " + name.original());
            }
        }
        for (ParameterNames.Name name : names) {
            INDArray parameter = network.getParam(name.key());
            parameter.assign(values.get(name.original()).reshape(parameter.shape()));
        }
    }

    private static Map<String, INDArray> read(Path file, List<ParameterNames.Name> names, MultiLayerNetwork network)
            throws IOException {
        Map<String, INDArray> values = new HashMap<>();
        int number = 0;
        for (String line : Csv.lines(file)) {
            String[] cells = Csv.cells(line);
            String variable = cells[0].strip();
            number++;
            if (!VARIABLE.matcher(variable).matches()) {
                throw new BadFileException(
                        file, number, Csv.quoted(variable) + " is not a variable; use W, b, W1, b1, ...");
            }
            if (cells.length < 4) {
                throw new BadFileException(file, number, "must be name,rows,cols,values...");
            }
            float[] numbers = Csv.floats(file, number, cells, 3);
            long[] shape = {size(file, number, cells[1]), size(file, number, cells[2])};
            if (shape[0] * shape[1] != numbers.length) {
                throw new BadFileException(
                        file,
                        number,
                        variable + " of shape " + Arrays.toString(shape) + " needs " + shape[0] * shape[1]
                                + " values, not " + numbers.length);
            }
            for (ParameterNames.Name name : names) {
                if (name.original().equals(variable)) {
                    check(file, number, variable, shape, matrix(network.getParam(name.key())));
                }
            }
            if (values.put(variable, Nd4j.create(numbers, shape, 'c')) != null) {
                throw new BadFileException(
                        file, number, "is the second line for the variable " + variable + "; delete one");
            }
        }
        return values;
    }

    /** DL4J keeps biases as vectors, which the original has as a row. */
    private static long[] matrix(INDArray parameter) {
        return parameter.rank() == 1 ? new long[] {1, parameter.length()} : parameter.shape();
    }

    private static long size(Path file, int line, String cell) throws BadFileException {
        if (!cell.strip().matches("[1-9][0-9]{0,8}")) {
            throw new BadFileException(file, line, Csv.quoted(cell.strip()) + " is not a number of rows or columns");
        }
        return Long.parseLong(cell.strip());
    }

    private static void check(Path file, int line, String variable, long[] given, long[] wanted)
            throws BadFileException {
        if (!Arrays.equals(given, wanted)) {
            throw new BadFileException(
                    file,
                    line,
                    variable + " has the shape " + Arrays.toString(given) + ", but the case needs "
                            + Arrays.toString(wanted));
        }
    }
}
