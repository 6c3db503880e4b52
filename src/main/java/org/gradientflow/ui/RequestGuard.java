package org.gradientflow.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Stands before DL4J's router and lets reading through only.
 *
 * <p>DL4J's body handler stores any upload in the temporary folder before a route is even looked for, so nothing that
 * carries a body may reach it. The pages themselves use GET alone. On a loopback address the {@code Host} header is
 * checked too: otherwise a foreign page could read the UI after rebinding its own name to 127.0.0.1.
 */
final class RequestGuard implements Handler<HttpServerRequest> {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Handler<HttpServerRequest> router;
    private final BindAddress bound;

    RequestGuard(Handler<HttpServerRequest> router, BindAddress bound) {
        this.router = router;
        this.bound = bound;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (bound.isLoopback() && !isOurName(request.getHeader("Host"))) {
            refuse(request, 403, "This page answers to localhost only.");
        } else if (request.method() != HttpMethod.GET) {
            request.response().putHeader("Allow", "GET");
            refuse(request, 405, "The training UI is read only.");
        } else if (carriesBody(request)) {
            refuse(request, 413, "The training UI takes no uploads.");
        } else if (StaticAsset.isMissing(request.path())) {
            refuse(request, 404, "There is no such file.");
        } else {
            router.handle(request);
        }
    }

    private boolean isOurName(String hostHeader) {
        if (hostHeader == null) {
            return false;
        }
        // The port may differ: behind `ssh -L 9001:localhost:9000` the browser says localhost:9001.
        String name = hostHeader.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK_NAMES.contains(name) || name.equals(bound.nameInUrl().toLowerCase(Locale.ROOT));
    }

    private static boolean carriesBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null
                || (length != null && !length.trim().equals("0"));
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Connection", "close")
                // Closed rather than drained: whoever streams an upload must not keep the connection busy.
                .end(why + "\n", sent -> request.connection().close());
    }
}
