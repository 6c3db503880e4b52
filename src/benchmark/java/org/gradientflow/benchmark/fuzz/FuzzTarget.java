package org.gradientflow.benchmark.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gradientflow.cli.terminal.BadInputException;

/**
 * A reader of input that anyone may have made.
 *
 * @param name of the target
 * @param share of all inputs, relative to the other targets': quick ones get more
 * @param valid inputs as this project writes them
 * @param file that the message about a refused input must name; null when there is none
 * @param reader reads an input, or refuses it with an exception for bad input
 */
record FuzzTarget(String name, int share, List<byte[]> valid, Path file, Reader reader) {
    /**
     * The target with a name.
     *
     * @throws BadInputException when there is none
     */
    static FuzzTarget named(String name, List<FuzzTarget> targets) {
        return targets.stream()
                .filter(target -> target.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("There is no target " + name + ", only "
                        + targets.stream().map(FuzzTarget::name).collect(Collectors.joining(", "))));
    }

    /** Reads an input. */
    @FunctionalInterface
    interface Reader {
        void read(byte[] input) throws Exception;
    }
}
