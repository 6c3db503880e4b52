package org.gradientflow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.deeplearning4j.ui.VertxUIServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {

    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=x\nContent-Length: 80\n\n"
            + "--x\nContent-Disposition: form-data; name=f; filename=f\n\nevil\n--x--\n";

    private static TrainingUi ui;
    private static Browser browser;

    @BeforeAll
    static void start() {
        ui = TrainingUi.start("127.0.0.1", 0);
        browser = new Browser(ui.address());
    }

    @AfterAll
    static void stop() {
        ui.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9001", "127.0.0.1:80", "[::1]:9000", "LOCALHOST"})
    void answersToItsOwnNames(String host) throws Exception {
        assertThat(browser.raw("GET /train/multisession HTTP/1.1\nHost: " + host + "\n\n"))
                .isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:9000", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]"
            })
    void answersToNobodyElses(String host) throws Exception {
        assertThat(browser.raw("GET /train/multisession HTTP/1.1\nHost: " + host + "\n\n"))
                .isEqualTo("HTTP/1.1 403 Forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost.evil.example",
                "Origin: https://localhost",
                "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors",
                "Sec-Fetch-Site: same-site\nSec-Fetch-Mode: no-cors",
                "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe",
                "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document"
            })
    void answersNoForeignPage(String header) throws Exception {
        assertThat(browser.raw("GET /setlang/ja HTTP/1.1\nHost: localhost\n" + header + "\n\n"))
                .isEqualTo("HTTP/1.1 403 Forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:9001",
                "Origin: http://127.0.0.1:9000",
                "Sec-Fetch-Site: same-origin\nSec-Fetch-Mode: cors",
                "Sec-Fetch-Site: none\nSec-Fetch-Mode: navigate"
            })
    void answersItsOwnPagesAndWhoTypesAnAddress(String header) throws Exception {
        assertThat(browser.raw("GET /train/multisession HTTP/1.1\nHost: localhost\n" + header + "\n\n"))
                .isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/train/overview", "/train/model", "/train/system", "/gradientflow"})
    void aLinkLeadsToAPageButNotIntoAFrame(String page) throws Exception {
        assertThat(followed(page, "document")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(followed(page, "iframe")).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    /** However they are spelt: DL4J's router takes all of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/setlang/ja",
                "//setlang/ja",
                "/%73etlang/ja",
                "/train/sessions/set/x",
                "/train//sessions/set/x",
                "/train/workers/setByIdx/1"
            })
    void aLinkDoesNotLeadToWhatChangesThePages(String path) throws Exception {
        assertThat(followed(path, "document")).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    private static String followed(String path, String destination) throws Exception {
        return browser.raw("GET " + path + " HTTP/1.1\nHost: localhost\nSec-Fetch-Site: cross-site\n"
                + "Sec-Fetch-Mode: navigate\nSec-Fetch-Dest: " + destination + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/train/overview", "/train/sessions/info", "/assets/js/train/overview.js", "/gradientflow"})
    void isInNobodysFrameOrScript(String page) throws Exception {
        assertThat(browser.get(page).headers().map())
                .containsEntry("X-Frame-Options", List.of("DENY"))
                .containsEntry("Cross-Origin-Resource-Policy", List.of("same-origin"))
                .containsEntry("Referrer-Policy", List.of("no-referrer"));
    }

    /** A body over HTTP/2 needs no header that says so. */
    @Test
    void speaksNoHttp2() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(ui.address() + "/train/multisession"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.version() + " " + answer.statusCode()).isEqualTo("HTTP_1_1 200");
        assertThat(browser.raw("PRI * HTTP/2.0\n\nSM\n\n")).doesNotContain("200");
    }

    @Test
    void wantsOneName() throws Exception {
        assertThat(browser.raw("GET /train HTTP/1.1\nHost: localhost\nHost: evil.example\n\n"))
                .isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(browser.raw("GET / HTTP/1.0\n\n")).endsWith("403 Forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /remoteReceive",
                "POST /tsne/upload",
                "POST /no/such/page",
                "PUT /train",
                "DELETE /train",
                "OPTIONS /train",
                "HEAD /train"
            })
    void isReadOnly(String request) throws Exception {
        assertThat(browser.raw(request + " HTTP/1.1\nHost: localhost\n" + MULTIPART))
                .isEqualTo("HTTP/1.1 405 Method Not Allowed");
    }

    @Test
    void takesNoBodyInAGetEither() throws Exception {
        String get = "GET /train/multisession HTTP/1.1\nHost: localhost\n";
        assertThat(browser.raw(get + MULTIPART)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        assertThat(browser.raw(get + "Transfer-Encoding: chunked\n\n4\nevil\n0\n\n"))
                .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        assertThat(browser.raw(get + "Content-Length: 0\n\n")).isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /assets/../../../../etc/passwd",
                "GET /assets/..%2f..%2f..%2f..%2fetc/passwd",
                "GET /assets/%252e%252e/%252e%252e/etc/passwd",
                "GET /assets/..\\..\\..\\etc\\passwd",
                "GET /assets/js/%00",
                "GET /assets/js",
                "GET /assets/js/",
                "GET /assets/webjars/jquery/2.2.0",
                "GET /assets/none.js",
                "GET /assets/webjars/none.js",
                "GET //assets/none.js",
                "GET /%61ssets/none.js",
                "GET /./assets/js/train/overview.js",
                "GET /a/b/c/d/../../../../assets/passwd",
                "GET /%61ssets/webjars\\..\\..\\passwd",
                "GET /train/%zz/overview",
                "GET /gradientflow/..%2f..%2flogback.xml",
                "GET /gradientflow/../../logback.xml",
                "GET //etc/passwd"
            })
    void nothingButThePagesIsRead(String request) throws Exception {
        assertThat(browser.raw(request + " HTTP/1.1\nHost: localhost\n\n"))
                .matches("HTTP/1.1 (400 Bad Request|404 Not Found)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"js/train/overview.js", "webjars/coreui__coreui/2.1.9/dist/css/coreui.min.css"})
    void whatThePagesNeedIsThere(String asset) throws Exception {
        assertThat(browser.get("/assets/" + asset).statusCode()).isEqualTo(200);
    }

    @Test
    void aLineOrAHeadWithoutEndIsRefused() throws Exception {
        assertThat(browser.raw("GET /" + "x".repeat(100_000) + " HTTP/1.1\nHost: localhost\n\n"))
                .isEqualTo("HTTP/1.0 414 Request-URI Too Long");
        assertThat(browser.raw("GET /train HTTP/1.1\nHost: localhost\nX: " + "x".repeat(100_000) + "\n\n"))
                .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large");
    }

    @Test
    void isNoWebSocketAndNoProxy() throws Exception {
        assertThat(browser.raw("GET /train HTTP/1.1\nHost: localhost\nUpgrade: websocket\nConnection: Upgrade\n"
                        + "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n\n"))
                .doesNotContain("101");
        assertThat(browser.raw("GET http://evil.example/train HTTP/1.1\nHost: localhost\n\n"))
                .isEqualTo("HTTP/1.1 400 Bad Request");
        assertThat(browser.raw("CONNECT evil.example:443 HTTP/1.1\nHost: localhost\n\n"))
                .isEqualTo("HTTP/1.1 405 Method Not Allowed");
    }

    @Test
    void theRemoteReceiverIsOffBehindTheGuardToo() {
        assertThat(VertxUIServer.getInstance().isRemoteListenerEnabled()).isFalse();
    }
}
