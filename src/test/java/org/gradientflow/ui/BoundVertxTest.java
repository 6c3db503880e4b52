package org.gradientflow.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundVertxTest {
    private static final int PATIENCE_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        vertx.close(result -> closed.complete(null));
        closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Socket connectIdle(int idleSeconds) throws Exception {
        return connect(listen(idleSeconds, BoundUiServer.MOST_CONNECTIONS));
    }

    private static Socket connect(int port) throws Exception {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return socket;
    }

    private int listen(int idleSeconds, int mostConnections) throws Exception {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        BoundVertx.of(vertx, BindAddress.of("127.0.0.1", 0), idleSeconds, mostConnections)
                .createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, result -> listening.complete(result.result()));
        return listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS).actualPort();
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (Socket silent = connectIdle(1)) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void notBeforeItsTime() throws Exception {
        try (Socket silent = connectIdle(BoundUiServer.IDLE_SECONDS)) {
            silent.setSoTimeout(2_000); // in which the other one is closed
            assertThatThrownBy(() -> silent.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void oneConnectionTooManyClosesTheOldest() throws Exception {
        int port = listen(BoundUiServer.IDLE_SECONDS, 2);
        try (Socket first = connect(port);
                Socket second = connect(port)) {
            assertThat(answer(first)).startsWith("HTTP/1.1 200");
            assertThat(answer(second)).startsWith("HTTP/1.1 200");
            try (Socket third = connect(port)) {
                assertThat(answer(third)).startsWith("HTTP/1.1 200");
                assertThat(first.getInputStream().read()).isEqualTo(-1);
                assertThat(answer(second)).startsWith("HTTP/1.1 200");
            }
        }
    }

    /**
     * From before their first byte to their last. Those that are closed have said nothing: a connection that is closed with a
     * byte unread is reset, and whether it was read is chance.
     */
    @Test
    void clientsThatDripCount() throws Exception {
        int port = listen(10 * PATIENCE_SECONDS, 2);
        try (Socket first = connect(port);
                Socket second = connect(port);
                Socket dripping = connect(port)) {
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            dripping.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            try (Socket other = connect(port)) {
                assertThat(answer(other)).startsWith("HTTP/1.1 200");
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aPropertyIsLeftAsItWas() throws Exception {
        assertThat(System.getProperty("vertx.disableH2c")).isNull();
        listen(1, 1);
        assertThat(System.getProperty("vertx.disableH2c")).isNull();
    }

    @Test
    void aClosedConnectionMakesRoom() throws Exception {
        int port = listen(BoundUiServer.IDLE_SECONDS, 3);
        try (Socket first = connect(port)) {
            assertThat(answer(first)).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 5; i++) {
                try (Socket other = connect(port)) {
                    other.getOutputStream().write(request("Connection: close\r\n"));
                    assertThat(other.getInputStream().readAllBytes())
                            .isNotEmpty(); // to its end: the server has closed it
                }
            }
            assertThat(answer(first)).startsWith("HTTP/1.1 200");
        }
    }

    private static byte[] request(String header) {
        return ("GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Of a request on a connection that stays. */
    private static String answer(Socket socket) throws IOException {
        socket.getOutputStream().write(request(""));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return "closed after " + head;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Test
    void aListenThatDoesNotSayWhereIsRefused() {
        HttpServer server =
                BoundVertx.of(vertx, BindAddress.of("127.0.0.1", 0), 1, 1).createHttpServer();
        assertThatThrownBy(() -> server.listen(0)).isInstanceOf(UnsupportedOperationException.class);
    }
}
