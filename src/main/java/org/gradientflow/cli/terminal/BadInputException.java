package org.gradientflow.cli.terminal;

/** Something that the user gave can't be used; the message is one line that says what to do. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadInputException(String message) {
        super(message);
    }
}
