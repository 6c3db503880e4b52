package org.gradientflow.cli.saved;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.report.tensorboard.LogFolder;
import org.gradientflow.report.tensorboard.TensorBoardLog;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.Folders;

/** A folder for TensorBoard's {@code --logdir}, with one in it for each case. Nothing in it is overwritten. */
public record TensorBoardFolders(Path directory) {

    /** Makes the folder, which may exist: what can't be written is said before hours of training. */
    public void prepare() throws IOException {
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
    public Path free(Experiment experiment) throws IOException {
        Path folder = directory.resolve(LogFolder.of(experiment));
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        return folder;
    }

    /**
     * Makes a folder that was {@link #free} from a whole record, as one that has its name only when it is whole.
     */
    static void write(Path folder, FlowFile flow) throws IOException {
        AtomicFile.tidy(folder, TensorBoardFolders::delete);
        Path part = AtomicFile.part(folder);
        Folders.createNew(part);
        try {
            try (TensorBoardLog log = new TensorBoardLog(part, flow.parameters())) {
                flow.forEach(log);
            }
            AtomicFile.publishNewFolder(folder);
        } finally {
            delete(part);
        }
    }

    /** Deletes a folder of event files; one with anything else in it stays. */
    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, LogFolder.FILES)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** Makes a folder that was {@link #free}, and those above it. */
    public static Path create(Path folder) throws IOException {
        return Folders.createNew(folder);
    }
}
