package org.gradientflow.storage.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says which file could not be written to its end: the system's own words for a full disk name none. */
public final class WriteFailure {
    private WriteFailure() {}

    /**
     * Names the file of a failure that does not name one itself.
     *
     * @param file that was being written
     * @param failure of the system, or of a library for it
     * @return the failure where it names a file, and else one that does
     */
    public static IOException naming(Path file, Exception failure) {
        if (failure instanceof FileSystemException || failure instanceof BadFileException) {
            return (IOException) failure;
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        FileSystemException named = new FileSystemException(
                file.toString(),
                null,
                "can't be written: " + cause.getMessage() + "; make room there or choose another place");
        named.initCause(failure);
        return named;
    }
}
