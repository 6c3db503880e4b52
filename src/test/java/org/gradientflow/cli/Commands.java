package org.gradientflow.cli;

import org.gradientflow.cli.fixture.Cli;

/** Several command lines in one JVM, where starting one is what takes long: each one's exit code and its standard error. */
final class Commands {
    private Commands() {}

    /**
     * Runs them.
     *
     * @param commands one each, its arguments separated by spaces
     */
    public static void main(String[] commands) {
        for (String command : commands) {
            Cli result = Cli.run((Object[]) command.split(" "));
            System.out.println(result.code() + " " + result.err().strip().replaceAll("\\R", "\t"));
        }
        System.exit(0);
    }
}
