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
 * A file that appears under its name only when it is whole. Until then its process writes it beside that name, as
 * {@code NAME.PLACE-PID-TIME.part}: two processes that write the same file are not in each other's way.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Deletes a file, or a folder with its content. */
    @FunctionalInterface
    public interface Deletion {
        /**
         * Deletes it.
         *
         * @param leftover to delete
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
         * @param part the file to write
         * @throws IOException when it can't be written
         */
        void writeTo(Path part) throws IOException;
    }

    /**
     * Where this process, and no other, writes a file or a folder before it is whole.
     *
     * @param target its final path
     * @return the path beside it
     */
    public static Path part(Path target) {
        return ProcessTempFile.of(target);
    }

    /**
     * Deletes what killed processes left of a file or folder, as far as it can be seen and deleted: the {@link #part}s of
     * processes that ran here and have ended, and every part that nobody has written to for an hour. A process on another
     * machine or in another container can't be seen from here, and process numbers are reused.
     *
     * @param target its final path
     * @param deletion deletes one of them
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
        Path part = part(target);
        try {
            content.writeTo(part);
            publish(target);
        } catch (IOException failure) {
            discard(part, failure);
            throw naming(target, failure);
        } catch (RuntimeException failure) {
            discard(part, failure);
            throw failure;
        }
    }

    /** What made the writing fail is what a person is told, whatever becomes of the part. */
    private static void discard(Path part, Exception failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException undeletable) {
            failure.addSuppressed(undeletable);
        }
    }

    /**
     * A failure that names the file that a person knows, not its {@link #part}.
     *
     * @param target the final path
     * @param failure of writing the part
     * @return the failure where it names another file, else one that names the target
     */
    public static IOException naming(Path target, Exception failure) {
        if (failure instanceof FileSystemException one
                && part(target).toString().equals(one.getFile())) {
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
     * Gives a {@link #part} that is whole its final name; a file that had the name is replaced.
     *
     * @param target the final path
     * @throws IOException when it can't be renamed
     */
    public static void publish(Path target) throws IOException {
        force(target);
        try {
            Files.move(part(target), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw naming(target, failure);
        }
    }

    /**
     * Gives a {@link #part} that is whole its final name, if nothing has it.
     *
     * @param target the final path
     * @throws FileAlreadyExistsException when another file has the name by now; it and the part stay
     * @throws IOException when it can't be renamed
     */
    public static void publishNew(Path target) throws IOException {
        Path part = part(target);
        force(target);
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
     * Gives a {@link #part} that is a whole folder its final name, if nothing has it.
     *
     * @param target the final path
     * @throws FileAlreadyExistsException when another folder has the name by now
     * @throws IOException when it can't be renamed
     */
    public static void publishNewFolder(Path target) throws IOException {
        try {
            Files.move(part(target), target, StandardCopyOption.ATOMIC_MOVE);
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
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException failure) {
            throw naming(target, failure);
        }
    }

    /** Brings the content to the disk before the name: a crash must not leave the name with half the content. */
    private static void force(Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(part(target), StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException vanished) {
            throw gone(target);
        } catch (IOException failure) {
            throw naming(target, failure);
        }
    }
}
