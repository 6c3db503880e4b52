package org.gradientflow.storage;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.gradientflow.observation.Parameter;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.WriteFailure;

/** Writes a {@link FlowFile} during a training. */
public final class FlowWriter implements Consumer<ParameterValues>, AutoCloseable {
    private final Path target;
    private final CheckedOutputStream sum;
    private final DataOutputStream out;
    private final int every;
    private int written;
    private boolean published;

    /**
     * Begins a file.
     *
     * @param target its final path
     * @param parameters that the snapshots hold
     * @param every how often the recorder records
     * @throws IOException when it can't be written
     */
    public FlowWriter(Path target, List<Parameter> parameters, int every) throws IOException {
        this.target = target;
        this.every = every;
        AtomicFile.tidy(target, Files::deleteIfExists);
        OutputStream file;
        try {
            file = Files.newOutputStream(AtomicFile.part(target));
        } catch (IOException failure) {
            throw AtomicFile.naming(target, failure);
        }
        this.sum = new CheckedOutputStream(new BufferedOutputStream(file, 1 << 16), new CRC32C());
        this.out = new DataOutputStream(sum);
        out.write(header(parameters));
    }

    private byte[] header(List<Parameter> parameters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.write(FlowFile.MAGIC);
        header.writeInt(every);
        header.writeInt(parameters.size());
        for (Parameter parameter : parameters) {
            header.writeUTF(parameter.key());
            header.writeInt(parameter.stride());
            header.writeInt(parameter.shape().size());
            for (long size : parameter.shape()) {
                header.writeLong(size);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void accept(ParameterValues snapshot) {
        try {
            out.write(bytes(snapshot));
        } catch (IOException failure) {
            throw new UncheckedIOException(WriteFailure.naming(target, failure));
        }
        written++;
    }

    private static byte[] bytes(ParameterValues snapshot) {
        int size = Integer.BYTES + Long.BYTES + Double.BYTES;
        for (int i = 0; i < snapshot.values().size(); i++) {
            size += 2 * Integer.BYTES
                    + Float.BYTES
                            * (snapshot.values().get(i).length
                                    + snapshot.gradients().get(i).length);
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        buffer.putInt(snapshot.step()).putLong(snapshot.time()).putDouble(snapshot.loss());
        for (int i = 0; i < snapshot.values().size(); i++) {
            put(buffer, snapshot.values().get(i));
            put(buffer, snapshot.gradients().get(i));
        }
        return buffer.array();
    }

    private static void put(ByteBuffer buffer, float[] values) {
        buffer.putInt(values.length);
        buffer.asFloatBuffer().put(values);
        buffer.position(buffer.position() + Float.BYTES * values.length);
    }

    /**
     * Ends the file and gives it its final name.
     *
     * @throws IOException when it can't be written
     */
    public void publish() throws IOException {
        try {
            out.writeInt(FlowFile.END);
            out.writeInt(written);
            out.writeInt((int) sum.getChecksum().getValue());
            out.close();
        } catch (IOException failure) {
            throw WriteFailure.naming(target, failure);
        }
        AtomicFile.publish(target);
        published = true;
    }

    /** Deletes what was written, unless it was published. */
    @Override
    public void close() throws IOException {
        if (published) {
            return;
        }
        try {
            out.close();
        } catch (IOException full) {
            // A record without its end can't be read.
        }
        Files.deleteIfExists(AtomicFile.part(target));
    }
}
