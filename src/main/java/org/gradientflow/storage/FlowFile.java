package org.gradientflow.storage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.gradientflow.observation.Parameter;
import org.gradientflow.observation.ParameterRecorder;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.storage.file.BadFileException;

/**
 * {@code flow.bin}: the snapshots of a training, each number as it was. All integers and floats are big-endian, as Java's
 * {@link java.io.DataOutputStream} writes them; text is its modified UTF-8 with a length of two bytes.
 *
 * <pre>
 * "GFLOW\n" and two bytes: the format's version, 1
 * int    every: step 0 and each so many after it were recorded
 * int    number of parameters; for each
 *          text   Deeplearning4j's key
 *          int    stride: elements 0, stride, 2 stride, ... are recorded, in row-major order
 *          int    rank, 1 or more, then so many longs: the shape
 * for each snapshot
 *   int    step, 0 or more
 *   long   time, milliseconds since 1970
 *   double loss
 *   for each parameter: int number of values, as many as are recorded, that many floats;
 *                       int number of gradients, as many or 0, that many floats
 * int    -1
 * int    number of snapshots
 * int    CRC-32C of everything before it
 * </pre>
 *
 * <p>A long training has fewer snapshots than that, see {@link ParameterRecorder#THIN_AFTER}.
 */
public final class FlowFile {
    /** Its name in the folder of a case. */
    public static final String NAME = "flow.bin";

    static final byte[] MAGIC = {'G', 'F', 'L', 'O', 'W', '\n', 0, 1};
    static final int END = -1;
    private static final int MOST_PARAMETERS = 100_000;

    private final Path file;
    private final int every;
    private final List<Parameter> parameters;
    private final int snapshots;

    private FlowFile(Path file, int every, List<Parameter> parameters, int snapshots) {
        this.file = file;
        this.every = every;
        this.parameters = parameters;
        this.snapshots = snapshots;
    }

    /**
     * Reads a file to its end and checks that it is whole.
     *
     * @param file written by {@link FlowWriter}
     * @return what it holds
     * @throws BadFileException when it is something else, or not whole
     * @throws IOException when it can't be read
     */
    public static FlowFile open(Path file) throws IOException {
        return read(file, snapshot -> {});
    }

    /**
     * The recorded parameters.
     *
     * @return in the order of a snapshot's arrays
     */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * The interval between snapshots.
     *
     * @return step 0 and each so many after it
     */
    public int every() {
        return every;
    }

    /**
     * The number of snapshots.
     *
     * @return 0 or more
     */
    public int snapshots() {
        return snapshots;
    }

    /**
     * Hands over the snapshots, one after another.
     *
     * @param consumer receives each one, in the order of steps
     * @throws IOException when the file can't be read
     */
    public void forEach(Consumer<ParameterValues> consumer) throws IOException {
        read(file, consumer);
    }

    private static FlowFile read(Path file, Consumer<ParameterValues> consumer) throws IOException {
        CheckedInputStream sum =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32C());
        try (DataInputStream in = new DataInputStream(sum)) {
            for (byte expected : MAGIC) {
                if (in.readByte() != expected) {
                    throw new BadFileException(file, "is not a " + NAME + " that 'run' of this version wrote");
                }
            }
            int every = count(file, in.readInt(), Integer.MAX_VALUE);
            List<Parameter> parameters = new ArrayList<>();
            for (int left = count(file, in.readInt(), MOST_PARAMETERS); left > 0; left--) {
                parameters.add(parameter(file, in));
            }
            int snapshots = 0;
            for (int step = in.readInt(); step != END; step = in.readInt()) {
                consumer.accept(snapshot(file, in, step, parameters));
                snapshots++;
            }
            boolean whole = in.readInt() == snapshots;
            int expected = (int) sum.getChecksum().getValue();
            if (in.readInt() != expected || !whole || in.read() >= 0) {
                throw damaged(file);
            }
            return new FlowFile(file, every, List.copyOf(parameters), snapshots);
        } catch (EOFException end) {
            throw new BadFileException(file, "is truncated: its end is missing");
        } catch (UTFDataFormatException noName) {
            throw damaged(file);
        }
    }

    private static Parameter parameter(Path file, DataInputStream in) throws IOException {
        String key = in.readUTF();
        int stride = in.readInt();
        List<Long> shape = new ArrayList<>();
        for (int left = count(file, in.readInt(), 32); left > 0; left--) {
            shape.add(in.readLong());
        }
        try {
            Parameter parameter = new Parameter(key, shape, stride);
            // As many as the recorder takes: a damaged number must not ask for all memory.
            count(file, parameter.recorded(), ParameterRecorder.MOST_ELEMENTS);
            if (shape.isEmpty()) {
                throw damaged(file);
            }
            return parameter;
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw damaged(file);
        }
    }

    private static ParameterValues snapshot(Path file, DataInputStream in, int step, List<Parameter> parameters)
            throws IOException {
        count(file, step, Integer.MAX_VALUE);
        long time = in.readLong();
        double loss = in.readDouble();
        List<float[]> values = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        for (Parameter parameter : parameters) {
            int recorded = parameter.recorded();
            values.add(floats(file, in, recorded, recorded));
            gradients.add(floats(file, in, recorded, 0));
        }
        return new ParameterValues(step, time, loss, values, gradients);
    }

    /** Checks the length: readers compare the snapshots element by element. */
    private static float[] floats(Path file, DataInputStream in, int expected, int otherwise) throws IOException {
        int length = in.readInt();
        if (length != expected && length != otherwise) {
            throw damaged(file);
        }
        float[] values = new float[length];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    private static int count(Path file, int value, int most) throws BadFileException {
        if (value < 0 || value > most) {
            throw damaged(file);
        }
        return value;
    }

    private static BadFileException damaged(Path file) {
        return new BadFileException(file, "is damaged");
    }
}
