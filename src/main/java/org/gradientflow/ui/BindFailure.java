package org.gradientflow.ui;

import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;

/** Turns what the operating system says about a failed bind into one line that a person can act on. */
final class BindFailure {

    private BindFailure() {}

    static TrainingUiException explain(InetAddress address, int port, Throwable failure) {
        Throwable root = root(failure);
        String where = address.getHostAddress();
        // The denial comes as an exception of Netty's or the JDK's own, whatever the platform: only the text tells.
        if (String.valueOf(root.getMessage()).toLowerCase(Locale.ROOT).contains("permission denied")) {
            return new TrainingUiException(
                    "Port " + port + " at " + where
                            + " is reserved for the administrator: choose one above 1023 with --port",
                    root);
        }
        if (!(root instanceof BindException)) {
            return new TrainingUiException(
                    "The training UI did not start at " + where + ":" + port + ": "
                            + String.valueOf(root).replaceAll("\\s+", " "),
                    root);
        }
        if (!isOfThisMachine(address)) {
            return new TrainingUiException(
                    where + " is not an address of this machine: use " + TrainingUi.DEFAULT_HOST, root);
        }
        return new TrainingUiException(
                "Port " + port + " at " + where
                        + " is in use: stop the other program or choose another port with --port",
                root);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            // All of 127.0.0.0/8 is local on Linux, though only 127.0.0.1 is listed at an interface.
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // not known: the port is then the likelier reason
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
