package org.gradientflow.notebook;

/** A cell that doesn't compile, or that threw. The message is for the reader of the notebook. */
public final class CellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CellException(String message) {
        super(message);
    }
}
