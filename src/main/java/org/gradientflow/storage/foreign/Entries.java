package org.gradientflow.storage.foreign;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.gradientflow.storage.file.BadFileException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The entries of an untrusted zip file: each is read up to a given size, and only if its checksum is right,
 * which {@link ZipFile} doesn't look at.
 */
public record Entries(Path file, ZipFile zip) {
    /** Bytes before an array's values: its shape and type. */
    private static final int MOST_HEADER = 1 << 10;

    /** Deflate makes of a byte at most so many: an entry that claims more than the file can hold is none. */
    private static final int MOST_RATIO = 1_032;

    public boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** The whole content, of so many bytes at most. */
    public byte[] bytes(String name, long most) throws IOException {
        ZipEntry entry = entry(name);
        if (entry.getSize() > most) {
            throw new BadFileException(file, name + " has " + entry.getSize() + " bytes, too many");
        }
        byte[] bytes;
        try (InputStream input = zip.getInputStream(entry)) {
            bytes = input.readNBytes(Math.toIntExact(most) + 1);
        } catch (EOFException cutOff) {
            throw damaged(name);
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (bytes.length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
            throw damaged(name);
        }
        return bytes;
    }

    /** An array of values, as many and of the type as in the one that it is to replace, in that one's shape. */
    public INDArray array(String name, INDArray like) throws IOException {
        checkArray(name, like.length());
        INDArray row = row(name, Float.BYTES * like.length() + MOST_HEADER);
        if (row.length() != like.length() || row.dataType() != like.dataType()) {
            throw otherNetwork(name, like.length());
        }
        return row.reshape(like.shape());
    }

    /** An array of floating-point values, so many at most, as one row. */
    INDArray values(String name, long most) throws IOException {
        return row(name, Double.BYTES * most + MOST_HEADER);
    }

    private INDArray row(String name, long most) throws IOException {
        ZipEntry entry = entry(name);
        if (entry.getSize() > most) {
            throw new BadFileException(file, name + " has " + entry.getSize() + " bytes, too many");
        }
        if (entry.getSize() > Runtime.getRuntime().maxMemory()) {
            throw tooLarge();
        }
        try (InputStream content = zip.getInputStream(entry)) {
            INDArray row = StoredArray.row(content, entry.getSize(), entry.getCrc());
            if (row == null) {
                throw damaged(name);
            }
            return row;
        }
    }

    /** Whether the size that the entry claims is that of so many values. */
    public void checkArray(String name, long values) throws IOException {
        long size = entry(name).getSize();
        if (size < Float.BYTES * values || size > Float.BYTES * values + MOST_HEADER) {
            throw otherNetwork(name, values);
        }
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BadFileException(file, "has no " + name + "; another program saved it");
        }
        if (entry.getSize() / MOST_RATIO > Files.size(file)) {
            throw damaged(name);
        }
        return entry;
    }

    public BadFileException tooLarge() {
        return new BadFileException(
                file,
                String.format(
                        Locale.ROOT,
                        "needs more than the available %,d MB of memory; set GRADIENTFLOW_JAVA_OPTIONS=-Xmx4g or more in the environment",
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    private BadFileException damaged(String name) {
        return new BadFileException(file, name + " is damaged");
    }

    private BadFileException otherNetwork(String name, long values) {
        return new BadFileException(
                file, name + " does not fit the experiment's network, which has " + values + " values");
    }
}
