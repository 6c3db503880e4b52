package org.gradientflow.storage.foreign;

import java.io.BufferedInputStream;
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
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array as {@link Nd4j#write} writes it, from an untrusted file: two buffers, of the shape and of the values,
 * each with its own length in front, for which {@link Nd4j#read} would ask for memory at once, and strides that lead anywhere.
 * So the lengths are held against each other and against the bytes that are there, and only the values are taken.
 */
final class StoredArray {
    /** Numbers of a shape buffer: rank, shape, strides, and three more; ND4J's largest rank is 32. */
    private static final int MOST_SHAPE = 2 * 32 + 4;

    /** Ways of allocation that old versions wrote, with lengths that are ints. */
    private static final Set<String> OLD_MODES = Set.of("DIRECT", "HEAP", "JAVACPP");

    private StoredArray() {}

    /** What stands before a buffer's values, and how many bytes that is. */
    private record Header(AllocationMode mode, long length, DataType type, long bytes) {
        static Header read(DataInputStream data) throws IOException {
            String mode = data.readUTF();
            AllocationMode known = AllocationMode.valueOf(mode);
            boolean old = OLD_MODES.contains(mode);
            long length = old ? data.readInt() : data.readLong();
            String type = data.readUTF();
            return new Header(
                    known,
                    length,
                    DataType.valueOf(type),
                    2 * Short.BYTES + mode.length() + type.length() + (old ? Integer.BYTES : Long.BYTES));
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
            INDArray row = next(data, size);
            return row == null || data.read() >= 0 || checked.getChecksum().getValue() != checksum ? null : row;
        } catch (EOFException | ZipException | UTFDataFormatException unreadable) {
            return null;
        }
    }

    /**
     * Reads an array of several.
     *
     * @param data at its start
     * @param left bytes from there on, of this array and of what follows
     * @return the values in one row; null where it is not an array of floating-point values
     */
    static INDArray next(DataInputStream data, long left) throws IOException {
        try {
            Header shape = Header.read(data);
            if (shape.length < 4 || shape.length > MOST_SHAPE || shape.type.width() != Long.BYTES) {
                return null;
            }
            long[] buffer = new long[(int) shape.length];
            for (int i = 0; i < buffer.length; i++) {
                buffer[i] = data.readLong();
            }
            if (buffer.length != 2 * buffer[0] + 4) {
                return null;
            }
            long product = Arrays.stream(buffer, 1, 1 + (int) buffer[0]).reduce(1, Math::multiplyExact);
            Header values = Header.read(data);
            long room = left - shape.bytes - Long.BYTES * shape.length - values.bytes;
            if (!values.type.isFPType()
                    || product < 1
                    || values.length != product
                    || room / values.type.width() < product) {
                return null;
            }
            DataBuffer numbers = Nd4j.createBufferDetached(new long[] {product}, values.type);
            numbers.read(data, values.mode, product, values.type);
            return Nd4j.create(numbers, new long[] {1, product});
        } catch (RuntimeException unreadable) {
            return null;
        }
    }
}
