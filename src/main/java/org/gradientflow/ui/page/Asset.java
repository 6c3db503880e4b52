package org.gradientflow.ui.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A file of the page.
 *
 * @param path under the page's own, such as {@code /page.css}
 * @param resource where it lies on the class path
 */
record Asset(String path, String type, String resource) {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

    private static final List<String> STYLES = List.of("theme", "page", "cards", "charts");
    private static final List<String> SCRIPTS = List.of(
            "main",
            "state",
            "controls",
            "words", // the page
            "store",
            "feed",
            "feeds", // what the server tells
            "cards",
            "compare",
            "column",
            "doctor",
            "flows",
            "detail",
            "names", // what is shown of it
            "panel",
            "heatmap",
            "ridgeline",
            "bins",
            "flow",
            "spread", // charts
            "axes",
            "scales",
            "numbers",
            "svg",
            "tip"); // and what they are made of

    static final List<Asset> ALL = Stream.of(
                    Stream.of(new Asset("", "text/html; charset=utf-8", "index.html")),
                    Stream.of(new Asset("/d3.js", SCRIPT, D3)),
                    STYLES.stream().map(name -> new Asset("/" + name + ".css", STYLE, name + ".css")),
                    SCRIPTS.stream().map(name -> new Asset("/" + name + ".js", SCRIPT, name + ".js")))
            .flatMap(Function.identity())
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
