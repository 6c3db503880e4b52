package org.gradientflow.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Closes the oldest connection where there are too many, so that clients that keep theirs busy take neither the training's
 * file handles nor anyone's turn. A browser opens a closed one again by itself.
 */
final class ConnectionLimit implements Handler<HttpConnection> {
    private final int most;
    private final Set<HttpConnection> open = new LinkedHashSet<>();

    ConnectionLimit(int most) {
        this.most = most;
    }

    @Override
    public void handle(HttpConnection connection) {
        connection.closeHandler(closed -> forget(connection));
        HttpConnection oldest = add(connection);
        if (oldest != null) {
            oldest.close();
        }
    }

    /** The one to close, or null. */
    private synchronized HttpConnection add(HttpConnection connection) {
        open.add(connection);
        if (open.size() <= most) {
            return null;
        }
        Iterator<HttpConnection> eldest = open.iterator();
        HttpConnection oldest = eldest.next();
        eldest.remove();
        return oldest;
    }

    private synchronized void forget(HttpConnection connection) {
        open.remove(connection);
    }
}
