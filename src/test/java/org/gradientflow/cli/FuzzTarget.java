package org.gradientflow.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * Something that reads what anyone may have made.
 *
 * @param name for a person
 * @param share of all inputs, relative to the other targets': quick ones get more
 * @param valid inputs as this project writes them
 * @param file that a refusal must name; null where there is none
 * @param reader takes an input, or refuses it by an exception of bad input
 */
record FuzzTarget(String name, int share, List<byte[]> valid, Path file, Reader reader) {
    /** The one of a name among several. */
    static FuzzTarget named(String name, List<FuzzTarget> targets) {
        return targets.stream()
                .filter(target -> target.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Reads an input. */
    @FunctionalInterface
    interface Reader {
        void read(byte[] input) throws Exception;
    }
}
