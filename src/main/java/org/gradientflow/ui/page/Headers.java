package org.gradientflow.ui.page;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What every answer tells the browser to refuse: whatever does not come from this server, and being shown inside another page. */
final class Headers {

    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private Headers() {}

    static HttpServerResponse addTo(HttpServerResponse response) {
        ALL.forEach(response::putHeader);
        return response;
    }
}
