package org.gradientflow.ui;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The one address that the UI listens on: a host as the user wrote it, what it resolves to, and a port. */
record BindAddress(String host, InetAddress address, int port) {

    /** Resolves {@code host}; port 0 lets the operating system choose a free one. */
    static BindAddress of(String host, int port) {
        if (port < 0 || port > 0xFFFF) {
            throw new TrainingUiException(
                    "Port " + port + " does not exist: choose 1 to 65535, or 0 for any free one", null);
        }
        if (host == null || host.isBlank()) {
            // The JDK would silently take an empty name for loopback.
            throw new TrainingUiException("No host given: use " + TrainingUi.DEFAULT_HOST, null);
        }
        try {
            return new BindAddress(host, InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new TrainingUiException("Host " + host + " is not known: use " + TrainingUi.DEFAULT_HOST, e);
        }
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** The host as it stands in a URL and in a {@code Host} header. */
    String nameInUrl() {
        if (address.isAnyLocalAddress()) {
            return "localhost"; // nobody can browse to 0.0.0.0
        }
        boolean literalV6 = address instanceof Inet6Address && host.contains(":");
        return literalV6 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    String url(int actualPort) {
        return "http://" + nameInUrl() + ":" + actualPort;
    }
}
