package org.gradientflow.ui.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of the page.
 *
 * @param path under the page's own, such as {@code /page.css}
 * @param resource where it lies on the class path
 */
record Asset(String path, String type, String resource) {

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    static final List<Asset> ALL = Stream.concat(
                    Stream.of(
                            new Asset("", "text/html; charset=utf-8", "index.html"),
                            new Asset("/page.css", "text/css; charset=utf-8", "page.css"),
                            new Asset("/d3.js", SCRIPT, "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js")),
                    Stream.of(
                                    "main",
                                    "compare",
                                    "detail",
                                    "doctor",
                                    "axes",
                                    "store",
                                    "numbers",
                                    "scales",
                                    "bins",
                                    "panel",
                                    "ridgeline",
                                    "heatmap",
                                    "flow",
                                    "tip")
                            .map(name -> new Asset("/" + name + ".js", SCRIPT, name + ".js")))
            .toList();

    /** The page itself is of no use without the rest, which a program may have left out: D3 is not ours. */
    void send(RoutingContext context) {
        List<Asset> needed = path.isEmpty() ? ALL : List.of(this);
        Optional<Asset> missing =
                needed.stream().filter(asset -> !asset.isThere()).findFirst();
        if (missing.isPresent()) {
            Headers.addTo(context.response())
                    .setStatusCode(503)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(missing.get().complaint());
            return;
        }
        Headers.addTo(context.response())
                .putHeader("Content-Type", type)
                // A newer version of this project is seen at once; revalidation would cost as much as sending.
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(bytes()));
    }

    boolean isThere() {
        return Asset.class.getResource(resource) != null;
    }

    String complaint() {
        return "This page needs " + resource + " on the class path; D3 is in org.webjars.npm:d3:7.9.0.\n";
    }

    byte[] bytes() {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
