package org.gradientflow.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name only when it is whole. Until then it lies beside it: as {@code NAME.part} in a folder that
 * its process has to itself, and as {@code NAME.PLACE-PID-TIME.part} where another may write the same file at the same time.
 */
public final class AtomicFile {
    static final String PART = ".part";

    private AtomicFile() {}

    /** Deletes a file, or a folder with what is in it. */
    @FunctionalInterface
    public interface Deletion {
        /**
         * Deletes it.
         *
         * @param leftover what is to go
         * @throws IOException when it can't be deleted
         */
        void delete(Path leftover) throws IOException;
    }

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
     * Where a file in a folder of this process's own is written before it is whole.
     *
     * @param target its final path
     * @return the path beside it
     */
    public static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + PART);
    }

    /**
     * Where this process, and no other, writes a file or a folder before it is whole.
     *
     * @param target its final path
     * @return the path beside it
     */
    public static Path ownPart(Path target) {
        return ProcessTempFile.of(target);
    }

    /**
     * Deletes what was left of a file or folder by processes that were killed, as far as it can be seen and deleted: of their
     * {@link #ownPart}s, those of processes that ran here and are gone, and all that nobody has written to for an hour: what
     * runs on another machine or in another container can't be seen here, and a number is given again.
     *
     * @param target its final path
     * @param deletion of one of them
     */
    public static void tidy(Path target, Deletion deletion) {
        for (Path leftover : ProcessTempFile.leftBehind(target)) {
            try {
                deletion.delete(leftover);
            } catch (IOException anothers) {
                // It is in nobody's way.
            }
        }
    }

    /**
     * Writes a file, replacing what it held before.
     *
     * @param target the final path
     * @param content writes the whole content
     * @throws IOException when it can't be written; the target is then as it was
     */
    public static void write(Path target, Content content) throws IOException {
        tidy(target, Files::deleteIfExists);
        Path part = ownPart(target);
        try {
            content.writeTo(part);
            publish(part, target);
        } catch (IOException failure) {
            Files.deleteIfExists(part);
            throw naming(target, failure);
        } catch (RuntimeException failure) {
            Files.deleteIfExists(part);
            throw failure;
        }
    }

    /** Nobody knows a file by the name that it has before it is whole. */
    public static IOException naming(Path target, IOException failure) {
        if (failure instanceof FileSystemException one
                && ownPart(target).toString().equals(one.getFile())) {
            String name = target.toString();
            if (one instanceof AccessDeniedException) {
                return new AccessDeniedException(name, null, one.getReason());
            }
            return one instanceof NoSuchFileException
                    ? new NoSuchFileException(name, null, one.getReason())
                    : new FileSystemException(name, null, one.getReason());
        }
        return WriteFailure.naming(target, failure);
    }

    /**
     * Gives a {@link #part} that is whole its final name.
     *
     * @param target the final path
     * @throws IOException when it can't be renamed
     */
    public static void publish(Path target) throws IOException {
        publish(part(target), target);
    }

    private static void publish(Path part, Path target) throws IOException {
        force(part, target);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Gives an {@link #ownPart} that is whole its final name, if nothing has it.
     *
     * @param target the final path
     * @throws FileAlreadyExistsException where there is such a file by now; it and the part stay
     * @throws IOException when it can't be renamed
     */
    public static void publishNew(Path target) throws IOException {
        Path part = ownPart(target);
        force(part, target);
        try {
            // A move would replace a file that another process has made meanwhile.
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | IOException withoutLinks) {
            moveNew(part, target);
        }
        Files.deleteIfExists(part);
    }

    /**
     * Gives an {@link #ownPart} that is a folder and whole its final name, if nothing has it.
     *
     * @param target the final path
     * @throws FileAlreadyExistsException where there is one by now
     * @throws IOException when it can't be renamed
     */
    public static void publishNewFolder(Path target) throws IOException {
        Path part = ownPart(target);
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException vanished) {
            throw gone(target);
        } catch (FileSystemException failure) {
            throw Files.exists(target) ? new FileAlreadyExistsException(target.toString()) : naming(target, failure);
        }
    }

    private static FileSystemException gone(Path target) {
        return new FileSystemException(target.toString(), null, "was deleted or moved while it was written; try again");
    }

    private static void moveNew(Path part, Path target) throws IOException {
        try {
            Files.move(part, target);
        } catch (IOException failure) {
            throw naming(target, failure);
        }
    }

    /** On the disk before the name: a crash must not leave the name with half the content. */
    private static void force(Path part, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException vanished) {
            throw gone(target);
        } catch (IOException failure) {
            throw naming(target, failure);
        }
    }
}
