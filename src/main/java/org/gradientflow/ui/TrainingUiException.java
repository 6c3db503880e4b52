package org.gradientflow.ui;

/**
 * The training UI could not be started. The message is one line that says what is wrong and what to do: show it to the
 * user as it is, without a stack trace.
 */
public final class TrainingUiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingUiException(String message, Throwable cause) {
        super(message, cause);
    }
}
