package org.gradientflow.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Stands before DL4J's router and lets reading through only.
 *
 * <p>DL4J's body handler stores any upload in the temporary folder before a route is even looked for, so nothing that
 * carries a body may reach it. The pages themselves use GET alone. On a loopback address the {@code Host} header is
 * checked too: otherwise a foreign page could read the UI after rebinding its own name to 127.0.0.1. Nor may a foreign page
 * call the UI under its right name: some of DL4J's routes change what it shows at a GET.
 */
final class RequestGuard implements Handler<HttpServerRequest> {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String HTTP = "http://";

    /** Where a link may lead. Some of DL4J's other routes change at a GET what its pages show. */
    private static final Set<String> PAGES =
            Set.of("/", "/train", "/train/overview", "/train/model", "/train/system", "/gradientflow");

    /** For DL4J's pages too. Most of them come without a type, so a browser has to guess it. */
    private static final Map<String, String> HEADERS = Map.of(
            "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer");

    private final Handler<HttpServerRequest> router;
    private final BindAddress bound;

    RequestGuard(Handler<HttpServerRequest> router, BindAddress bound) {
        this.router = router;
        this.bound = bound;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (bound.isLoopback() && !isForUs(request)) {
            refuse(request, 403, "This server answers only requests for localhost.");
        } else if (bound.isLoopback() && isFromElsewhere(request)) {
            refuse(request, 403, "This server answers only requests from its own pages.");
        } else if (request.method() != HttpMethod.GET) {
            request.response().putHeader("Allow", "GET");
            refuse(request, 405, "The training UI is read only.");
        } else if (!request.uri().startsWith("/")) {
            refuse(request, 400, "The training UI is not a proxy.");
        } else if (carriesBody(request)) {
            refuse(request, 413, "The training UI takes no uploads.");
        } else if (UnservedPage.isAt(request.path())) {
            refuse(request, 404, UnservedPage.MESSAGE);
        } else if (StaticAsset.isMissing(request.path())) {
            refuse(request, 404, "There is no such file.");
        } else {
            HEADERS.forEach(request.response()::putHeader);
            router.handle(request);
        }
    }

    private boolean isForUs(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        return hosts.size() == 1 && isOurName(hosts.get(0));
    }

    /** Whether another page asks; a link on it may be followed to a page. */
    private boolean isFromElsewhere(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        boolean foreignOrigin =
                origin != null && !(origin.startsWith(HTTP) && isOurName(origin.substring(HTTP.length())));
        String site = request.getHeader("Sec-Fetch-Site");
        boolean elsewhere = site != null && !site.equals("same-origin") && !site.equals("none");
        // "document": no frame, whose page would be asked for before the browser learns that it may not be shown.
        boolean link = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return foreignOrigin || elsewhere && !(link && PAGES.contains(request.path()));
    }

    private boolean isOurName(String host) {
        // The port may differ: behind `ssh -L 9001:localhost:9000` the browser says localhost:9001.
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK_NAMES.contains(name) || name.equals(bound.nameInUrl().toLowerCase(Locale.ROOT));
    }

    private static boolean carriesBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null
                || (length != null && !length.trim().equals("0"));
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        request.response()
                .putHeader("Connection", "close")
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                // Closed rather than drained: whoever streams an upload must not keep the connection busy.
                .end(why + "\n", sent -> request.connection().close());
    }
}
