package org.gradientflow.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;
import org.gradientflow.storage.file.BadFileException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, in one line for a person. */
public final class Problems {
    /** A value in a message may be as long as a file, and the file's name before it and what to do after it are to be seen. */
    private static final int LONGEST = 1_000;

    /** What would steer the terminal. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private Problems() {}

    /** Whether the problem lies in what the user gave or where it should go, and not in this program. */
    public static boolean isInput(Throwable problem) {
        return problem instanceof IOException
                || problem instanceof UncheckedIOException
                || problem instanceof BadInputException;
    }

    public static String line(Throwable problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return oneLine(Unmatched.line(unmatched));
        }
        if (problem instanceof ParameterException
                && problem.getCause() instanceof IllegalArgumentException cause
                && !(cause instanceof NumberFormatException)) {
            return oneLine(cause.getMessage());
        }
        if (problem instanceof UncheckedIOException unchecked) {
            return line(unchecked.getCause());
        }
        if (problem instanceof BadFileException) {
            return oneLine(problem.getMessage());
        }
        if (problem instanceof FileSystemException file) {
            return oneLine(file.getFile() + ": " + why(file));
        }
        return oneLine(String.valueOf(problem.getMessage()));
    }

    private static String why(FileSystemException problem) {
        if (problem instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "exists already, and nothing is overwritten; choose another name";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof NotDirectoryException) {
            return "is not a folder";
        }
        return problem.getReason() == null ? "can't be read or written" : problem.getReason();
    }

    private static String oneLine(String text) {
        String stripped = text.strip();
        // Before anything is replaced: that takes long where many spaces follow one another.
        String line = stripped.length() <= LONGEST
                ? stripped
                : stripped.substring(0, LONGEST / 2) + " ... " + stripped.substring(stripped.length() - LONGEST / 2);
        return UNSHOWN.matcher(line.replaceAll("\\s*\\R\\s*", " ")).replaceAll("?");
    }
}
