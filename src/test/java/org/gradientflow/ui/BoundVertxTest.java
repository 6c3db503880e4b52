package org.gradientflow.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.Socket;
import java.net.SocketTimeoutException;
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

    private Socket connect(int idleSeconds) throws Exception {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        BoundVertx.of(vertx, BindAddress.of("127.0.0.1", 0), idleSeconds)
                .createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, result -> listening.complete(result.result()));
        return new Socket(
                "127.0.0.1", listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS).actualPort());
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (Socket silent = connect(1)) {
            silent.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void notBeforeItsTime() throws Exception {
        try (Socket silent = connect(BoundUiServer.IDLE_SECONDS)) {
            silent.setSoTimeout(2_000); // in which the other one is closed
            assertThatThrownBy(() -> silent.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aListenThatDoesNotSayWhereIsRefused() {
        HttpServer server =
                BoundVertx.of(vertx, BindAddress.of("127.0.0.1", 0), 1).createHttpServer();
        assertThatThrownBy(() -> server.listen(0)).isInstanceOf(UnsupportedOperationException.class);
    }
}
