package org.gradientflow.ui;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;

/** DL4J's UI server on one given address. Constructing it makes it the one that {@code UIServer.getInstance()} gives. */
final class BoundUiServer extends VertxUIServer {

    /** A browser's connection may rest between two polls; one that says nothing for longer is closed. */
    static final int IDLE_SECONDS = 60;

    /** A browser opens six at most: enough for forty of them. */
    static final int MOST_CONNECTIONS = 256;

    private final BindAddress bind;

    BoundUiServer(BindAddress bind) {
        this.bind = bind;
        // Static, and left behind by whoever used DL4J's server before us.
        VertxUIServer.getMultiSession().set(false);
        VertxUIServer.setStatsStorageProvider(null);
    }

    @Override
    public void init(Vertx vertx, Context context) {
        super.init(BoundVertx.of(vertx, bind, IDLE_SECONDS, MOST_CONNECTIONS), context);
    }

    /** DL4J says localhost whatever the address; its log lines come through here too. */
    @Override
    public String getAddress() {
        return bind.url(getPort());
    }

    /** DL4J's own stop leaves them attached, and they would feed the event queue of a dead server for ever. */
    void detachAll() {
        getStatsStorageInstances().forEach(this::detach);
    }

    /** Ends the thread that hands events to the pages, which DL4J's own stop leaves waiting for ever. */
    void endEventThread() {
        if (!isStopped()) {
            stop(Promise.promise()); // it never came up, so Vert.x did not stop it either
        }
        ring();
    }

    /** The event thread looks whether it should end only after an event: give it one, of a type that no page wants. */
    private void ring() {
        StatsStorage bell = new InMemoryStatsStorage();
        attach(bell);
        bell.putStorageMetaData(new SbeStorageMetaData(
                0, "bell", "bell", "bell", StatsListener.class.getName(), StatsListener.class.getName()));
        detach(bell);
    }
}
