package org.gradientflow.report.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;

/**
 * Writes TensorFlow's {@code Event} messages, each framed as a TFRecord: its length in 8 bytes, their checksum, the message,
 * its checksum, all little-endian. TensorBoard may read the file while it grows, as each frame is written at once.
 */
final class EventFile implements AutoCloseable {
    /** The version that TensorFlow 1 and 2 write at the start of a file. */
    static final String VERSION = "brain.Event:2";

    private static final int MASK_DELTA = 0xa282ead8;
    private static final double MILLISECONDS = 1e3;

    private final OutputStream out;

    /**
     * Begins a file.
     *
     * @param folder that exists
     * @param time of the first event, milliseconds since 1970; part of the file's name, as in TensorFlow
     */
    EventFile(Path folder, long time) throws IOException {
        // TensorFlow ends the name with that of the machine, which a file to share should not reveal.
        String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.gradientflow", time / 1000);
        out = Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(event(time).setFileVersion(VERSION).build());
    }

    static Event.Builder event(long time) {
        return Event.newBuilder().setWallTime(time / MILLISECONDS);
    }

    void write(Event event) throws IOException {
        byte[] message = event.toByteArray();
        ByteBuffer frame = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + message.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(message.length);
        frame.putInt(maskedCrc(frame.array(), 0, Long.BYTES));
        frame.put(message);
        frame.putInt(maskedCrc(message, 0, message.length));
        out.write(frame.array());
    }

    /** TensorFlow rotates and shifts a CRC that is stored with its data ({@code crc32c.h}). */
    private static int maskedCrc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
