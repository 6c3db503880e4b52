package org.gradientflow.storage.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Makes folders. Its errors name the file or folder that is in the way; the system's own errors name another one. */
public final class Folders {
    private Folders() {}

    /**
     * Makes a folder, and those above it, where they don't exist.
     *
     * @param folder that may exist
     * @return the folder
     * @throws NotDirectoryException naming the file where a folder is wanted
     * @throws BadFileException when it can't be made
     * @throws IOException for anything else
     */
    public static Path create(Path folder) throws IOException {
        try {
            return Files.createDirectories(folder);
        } catch (FileSystemException failure) {
            throw explained(folder, failure);
        }
    }

    /**
     * Makes a folder that does not exist, and those above it.
     *
     * @param folder to make
     * @return the folder
     * @throws FileAlreadyExistsException when it exists
     * @throws NotDirectoryException naming the file where a folder is wanted
     * @throws BadFileException when it can't be made
     * @throws IOException for anything else
     */
    public static Path createNew(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            create(parent);
        }
        try {
            return Files.createDirectory(folder);
        } catch (FileAlreadyExistsException exists) {
            throw exists;
        } catch (FileSystemException failure) {
            throw explained(folder, failure);
        }
    }

    private static IOException explained(Path folder, FileSystemException failure) {
        Path above = folder;
        while (!Files.exists(above)) {
            Path next = above.getParent();
            above = next != null
                    ? next
                    : above.isAbsolute() ? above.getRoot() : Path.of("").toAbsolutePath();
        }
        if (!Files.isDirectory(above)) {
            return new NotDirectoryException(above.toString());
        }
        BadFileException refused = new BadFileException(
                folder, "this folder can't be made, because nothing can be written in " + above + "; choose another");
        refused.initCause(failure);
        return refused;
    }
}
