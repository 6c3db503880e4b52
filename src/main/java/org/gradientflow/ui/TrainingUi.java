package org.gradientflow.ui;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * Deeplearning4j's training UI, on one address only and stoppable.
 *
 * <pre>{@code
 * try (TrainingUi ui = TrainingUi.start("127.0.0.1", 9000)) {
 *     ui.attach(storage);
 *     System.out.println("Watch the training at " + ui.address() + "/train/overview");
 *     ...
 * }
 * }</pre>
 *
 * <p>The stock server listens on all interfaces and stores uploads from anyone in the temporary folder. This one listens on
 * the address that it is given, answers GET only and, on a loopback address, only to a browser that asked for
 * localhost. One UI can run in a JVM at a time, because Deeplearning4j keeps it in static fields.
 */
public final class TrainingUi implements AutoCloseable {

    /** Reachable from this machine only. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** Deeplearning4j's own. */
    public static final int DEFAULT_PORT = VertxUIServer.DEFAULT_UI_PORT;

    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final BoundUiServer server;
    private final String address;
    private boolean closed;

    private TrainingUi(Vertx vertx, BoundUiServer server) {
        this.vertx = vertx;
        this.server = server;
        this.address = server.getAddress(); // asked for once: a closed server no longer knows its port
    }

    /**
     * Starts the UI and returns when it answers. All sessions share {@code /train/overview}, which has a menu of them.
     *
     * @param host the address to listen on, such as {@link #DEFAULT_HOST}; {@code 0.0.0.0} opens it to the network
     * @param port the port, such as {@link #DEFAULT_PORT}; 0 for any free one
     * @return the UI, to be closed
     * @throws TrainingUiException if the port is taken or the host is not of this machine: one line, fit to be shown
     */
    public static synchronized TrainingUi start(String host, int port) {
        BindAddress bind = BindAddress.of(host, port);
        VertxUIServer other = VertxUIServer.getInstance();
        if (other != null && !other.isStopped()) {
            throw new TrainingUiException(
                    "A training UI is running in this JVM already, at " + other.getAddress() + ": close it first",
                    null);
        }
        VertxLogging.throughSlf4j();
        Instant started = Instant.now();
        Vertx vertx = Vertx.vertx(options());
        BoundUiServer server = new BoundUiServer(bind);
        CompletableFuture<Void> up = new CompletableFuture<>();
        vertx.deployVerticle(server, result -> {
            if (result.succeeded()) {
                up.complete(null);
            } else {
                up.completeExceptionally(result.cause());
            }
        });
        try {
            await(up);
            return new TrainingUi(vertx, server);
        } catch (ExecutionException e) {
            shutDown(vertx, server);
            throw BindFailure.explain(bind.address(), port, e.getCause());
        } finally {
            UploadFolder.deleteMadeBetween(started, Instant.now());
        }
    }

    /**
     * Shows the sessions of {@code storage}, those that are there and those to come. Keep it open while attached. Attach it
     * before the training starts: DL4J's storages keep their listeners in a plain list.
     *
     * @param storage with sessions
     */
    public void attach(StatsStorage storage) {
        server.attach(storage);
    }

    /**
     * Stops showing a storage, which may then be closed.
     *
     * @param storage that was attached
     */
    public void detach(StatsStorage storage) {
        server.detach(storage);
    }

    /**
     * Where it answers.
     *
     * @return its address, such as {@code http://127.0.0.1:9000}
     */
    public String address() {
        return address;
    }

    /** Stops it and returns when the port is free. The storages stay open. Does nothing the second time. */
    @Override
    public void close() {
        synchronized (TrainingUi.class) {
            if (!closed) {
                closed = true;
                shutDown(vertx, server);
            }
        }
    }

    private static void shutDown(Vertx vertx, BoundUiServer server) {
        server.detachAll();
        CompletableFuture<Void> down = new CompletableFuture<>();
        vertx.close(result -> down.complete(null));
        try {
            await(down);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The training UI did not stop", e.getCause());
        } finally {
            server.endEventThread();
        }
    }

    private static VertxOptions options() {
        // One page for one person. Rendering a template blocks its event loop by DL4J's design, and Vert.x would warn
        // of that with a stack trace on a slow machine.
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS);
    }

    /** Waits to the end even if interrupted, and keeps the interrupt: half a server must not stay behind. */
    private static void await(CompletableFuture<Void> future) throws ExecutionException {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                try {
                    future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    throw new ExecutionException(
                            new IllegalStateException("no answer within " + PATIENCE_SECONDS + " s", e));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
