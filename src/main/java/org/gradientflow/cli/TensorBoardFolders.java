package org.gradientflow.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.report.tensorboard.LogFolder;
import org.gradientflow.storage.Folders;

/** A folder for TensorBoard's {@code --logdir}, with one in it for each case. Nothing in it is overwritten. */
record TensorBoardFolders(Path directory) {

    /** Makes the folder, which may exist: what can't be written is said before hours of training. */
    void prepare() throws IOException {
        Folders.create(directory);
        if (!Files.isWritable(directory)) {
            throw new AccessDeniedException(directory.toString());
        }
    }

    /**
     * A case's folder.
     *
     * @throws FileAlreadyExistsException when it exists
     */
    Path free(Experiment experiment) throws IOException {
        Path folder = directory.resolve(LogFolder.of(experiment));
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        return folder;
    }

    /** Makes a folder that was {@link #free}, and those above it. */
    static Path create(Path folder) throws IOException {
        return Folders.createNew(folder);
    }
}
