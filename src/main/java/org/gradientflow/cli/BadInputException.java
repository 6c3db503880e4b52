package org.gradientflow.cli;

/** Something that the user gave can't be used; the message is one line that says what to do. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }
}
