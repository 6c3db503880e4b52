package org.gradientflow.notebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/** A Java kernel for Jupyter. It shows the value of a cell's last expression, images as pictures. */
public final class Kernel extends BaseKernel implements AutoCloseable {
    private final Cells cells = new Cells();

    /** A kernel that is not connected yet. */
    public Kernel() {
        super(
                "gradientflow",
                "1",
                new LanguageInfo.Builder("Java")
                        // Not the JDK's own: it would change the notebooks.
                        .version("17")
                        .mimetype("text/x-java-source")
                        .fileExtension(".java")
                        .pygments("java")
                        .codemirror("text/x-java")
                        .build(),
                List.of(),
                null,
                new JupyterIO(StandardCharsets.UTF_8),
                new CommManager(),
                new Renderer(),
                // no magics
                null,
                null,
                false,
                new StringStyler.Builder().build());
        Pictures.register(renderer);
    }

    /**
     * Serves one notebook until Jupyter ends the kernel.
     *
     * @param arguments the file in which Jupyter says where to connect
     * @throws IOException when it can't be read
     * @throws GeneralSecurityException for a signature scheme that Java doesn't know
     */
    public static void main(String... arguments) throws IOException, GeneralSecurityException {
        JupyterConnection connection =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
        try (Kernel kernel = new Kernel()) {
            kernel.becomeHandlerForConnection(connection);
            kernel.onStartup();
            connection.connect();
            connection.waitUntilClose();
        }
        // Threads of libraries must not keep the process.
        System.exit(0);
    }

    @Override
    public Object evalRaw(String cell) {
        return cells.evaluate(cell);
    }

    @Override
    public List<String> formatError(Throwable error) {
        return error instanceof CellException ? error.getMessage().lines().toList() : super.formatError(error);
    }

    @Override
    public DisplayData inspect(String cell, int cursor, boolean detail) {
        return null;
    }

    @Override
    public ReplacementOptions complete(String cell, int cursor) {
        int[] anchor = {cursor};
        List<String> completions = cells.completions(cell, cursor, anchor);
        return new ReplacementOptions(completions, anchor[0], cursor);
    }

    @Override
    public String isComplete(String cell) {
        return cells.isComplete(cell) ? IS_COMPLETE_YES : "";
    }

    @Override
    public void close() {
        cells.close();
    }
}
