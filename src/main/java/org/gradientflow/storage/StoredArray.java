package org.gradientflow.storage;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array as {@link Nd4j#write} writes it, from a file that anyone may have made: two buffers, of the shape and of the values,
 * each with its own length in front, for which ND4J would ask for memory at once. So the lengths are held against each other
 * and against the bytes that are there.
 */
final class StoredArray {
    /** Numbers of a shape buffer: rank, shape, strides, and three more; ND4J's largest rank is 32. */
    private static final int MOST_SHAPE = 2 * 32 + 4;

    /** Bytes of both headers and the shape. */
    private static final int MOST_HEADER = 1 << 10;

    /** Ways of allocation that old versions wrote, with lengths that are ints. */
    private static final Set<String> OLD_MODES = Set.of("DIRECT", "HEAP", "JAVACPP");

    private StoredArray() {}

    /** What stands before a buffer's values. */
    private record Header(long length, DataType type) {
        static Header read(DataInputStream data) throws IOException {
            long length = OLD_MODES.contains(data.readUTF()) ? data.readInt() : data.readLong();
            return new Header(length, DataType.valueOf(data.readUTF()));
        }
    }

    /**
     * Reads a row.
     *
     * @param content of the zip's entry
     * @param size of the content as the zip says it
     * @param checksum likewise
     * @return the values in one row; null where it is not an array, not a whole one, or not of this checksum
     */
    static INDArray row(InputStream content, long size, long checksum) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(content, new CRC32());
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(checked))) {
            data.mark(MOST_HEADER);
            long values = values(data.readNBytes(MOST_HEADER), size);
            data.reset();
            INDArray array = values < 1 ? null : Nd4j.read(data);
            if (array == null || data.read() >= 0 || checked.getChecksum().getValue() != checksum) {
                return null;
            }
            // The values alone: the shape's strides may say anything.
            return Nd4j.create(array.data(), new long[] {1, values});
        } catch (EOFException | ZipException | UTFDataFormatException | RuntimeException unreadable) {
            return null;
        }
    }

    /** How many there are; 0 where the headers contradict each other. */
    private static long values(byte[] start, long size) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(start);
        DataInputStream data = new DataInputStream(bytes);
        Header shape = Header.read(data);
        if (shape.length < 4 || shape.length > MOST_SHAPE || shape.type.width() != Long.BYTES) {
            return 0;
        }
        long[] buffer = new long[(int) shape.length];
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = data.readLong();
        }
        if (buffer.length != 2 * buffer[0] + 4) {
            return 0;
        }
        long product = Arrays.stream(buffer, 1, 1 + (int) buffer[0]).reduce(1, Math::multiplyExact);
        Header values = Header.read(data);
        long left = size - (start.length - bytes.available());
        return values.type.isFPType() && values.length == product && left / values.type.width() == product
                ? product
                : 0;
    }
}
