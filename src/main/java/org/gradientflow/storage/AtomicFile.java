package org.gradientflow.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that appears under its name only when it is whole. Until then it is {@code NAME.part} beside it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes it.
         *
         * @param part where to
         * @throws IOException when it can't be written
         */
        void writeTo(Path part) throws IOException;
    }

    /**
     * Where a file is written before it is whole.
     *
     * @param target its final path
     * @return the path beside it
     */
    public static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /**
     * Writes a file, replacing what it held before.
     *
     * @param target the final path
     * @param content writes the whole content
     * @throws IOException when it can't be written; the target is then as it was
     */
    public static void write(Path target, Content content) throws IOException {
        Path part = part(target);
        try {
            content.writeTo(part);
        } catch (IOException failure) {
            Files.deleteIfExists(part);
            throw Unwritable.naming(target, failure);
        } catch (RuntimeException failure) {
            Files.deleteIfExists(part);
            throw failure;
        }
        publish(target);
    }

    /**
     * Gives a part that is whole its final name.
     *
     * @param target the final path
     * @throws IOException when it can't be renamed
     */
    public static void publish(Path target) throws IOException {
        Path part = part(target);
        // On the disk before the name: a crash must not leave the name with half the content.
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException failure) {
            throw Unwritable.naming(target, failure);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
