package org.gradientflow.notebook;

/** Thrown if a cell doesn't compile, or throws. The message is for the reader of the notebook. */
public final class CellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CellException(String message) {
        super(message);
    }
}
