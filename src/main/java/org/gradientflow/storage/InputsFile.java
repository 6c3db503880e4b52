package org.gradientflow.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.table.Csv;
import org.gradientflow.training.Signal;

/** Given inputs: a line a step, the rows of its batch separated by commas. */
public final class InputsFile {
    private final List<float[]> batches;

    private InputsFile(List<float[]> batches) {
        this.batches = batches;
    }

    /**
     * Reads the whole file, so that errors are reported before training.
     *
     * @param file UTF-8
     * @param rows of every batch
     * @return the inputs
     * @throws BadFileException naming the line that has another number of values, text, or NaN
     * @throws IOException when it can't be read
     */
    public static InputsFile read(Path file, int rows) throws IOException {
        List<float[]> batches = new ArrayList<>();
        int number = 0;
        for (String line : Csv.lines(file)) {
            float[] batch = Csv.floats(file, ++number, Csv.cells(line), 0);
            if (batch.length != rows) {
                throw new BadFileException(
                        file,
                        number,
                        "the line has " + batch.length + " value(s), but a batch has " + rows + " row(s)");
            }
            batches.add(batch);
        }
        return new InputsFile(batches);
    }

    /**
     * How many steps the file has inputs for.
     *
     * @return its number of lines
     */
    public int steps() {
        return batches.size();
    }

    /**
     * The inputs in order.
     *
     * @return a new signal at the first step
     */
    public Signal signal() {
        Iterator<float[]> batch = batches.iterator();
        return values -> System.arraycopy(batch.next(), 0, values, 0, values.length);
    }
}
