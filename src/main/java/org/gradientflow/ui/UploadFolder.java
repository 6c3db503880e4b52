package org.gradientflow.ui;

import java.io.File;
import java.time.Instant;

/**
 * The folder for uploads that DL4J makes at every start, {@code DL4JUI_<millis>} in the temporary folder. Nothing is ever
 * uploaded, see {@link RequestGuard}: it is removed again.
 */
final class UploadFolder {

    private static final String PREFIX = "DL4JUI_";

    private UploadFolder() {}

    static void deleteMadeBetween(Instant from, Instant to) {
        File[] folders = new File(System.getProperty("java.io.tmpdir"))
                .listFiles((dir, name) -> name.matches(PREFIX + "\\d{13}")
                        && isWithin(Long.parseLong(name.substring(PREFIX.length())), from, to));
        for (File folder : folders == null ? new File[0] : folders) {
            folder.delete(); // does nothing to a folder with something in it
        }
    }

    private static boolean isWithin(long millis, Instant from, Instant to) {
        return from.toEpochMilli() <= millis && millis <= to.toEpochMilli();
    }
}
