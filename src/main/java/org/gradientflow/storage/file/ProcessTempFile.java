package org.gradientflow.storage.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code NAME.PLACE-PID-TIME.part}: what one process, and no other, writes before the file or folder NAME is whole. The name
 * says which process writes it, so that others see when it is left behind.
 */
final class ProcessTempFile {
    private static final String PART = ".part";

    private static final String PLACE = place();

    /** With the time, as process numbers are reused. */
    private static final String SUFFIX =
            "." + PLACE + "-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis() + PART;

    private static final String SUFFIX_OF_ANY = "\\.([0-9a-f]{8})-(\\d{1,18})-\\d+" + Pattern.quote(PART);

    private ProcessTempFile() {}

    /** The path that this process uses. */
    static Path of(Path target) {
        return target.resolveSibling(target.getFileName() + SUFFIX);
    }

    /** The leftovers of processes that ran here and have ended, and all that nobody has written to for an hour. */
    static List<Path> leftBehind(Path target) {
        Pattern part = Pattern.compile(Pattern.quote(target.getFileName().toString()) + SUFFIX_OF_ANY);
        Instant old = Instant.now().minus(1, ChronoUnit.HOURS);
        List<Path> leftovers = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(target.toAbsolutePath().getParent())) {
            for (Path path : all) {
                Matcher name = part.matcher(path.getFileName().toString());
                if (name.matches() && !name.group().endsWith(SUFFIX) && (isGone(name) || isOlder(path, old))) {
                    leftovers.add(path);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // They are in nobody's way.
        }
        return leftovers;
    }

    private static boolean isGone(Matcher name) {
        return name.group(1).equals(PLACE)
                && ProcessHandle.of(Long.parseLong(name.group(2)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    /** Looks at the files in a folder too: the folder's own time stands still while a file in it grows. */
    private static boolean isOlder(Path path, Instant time) {
        try (Stream<Path> files = Files.walk(path, 1)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }

    /** Where a process number means what it means here: another machine has its own, and so has another container. */
    private static String place() {
        return String.format("%08x", numbers().hashCode());
    }

    private static String numbers() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            return boot + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return host();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }
}
