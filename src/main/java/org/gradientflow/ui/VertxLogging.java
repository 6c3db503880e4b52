package org.gradientflow.ui;

/** Vert.x 3 logs through java.util.logging unless told otherwise before its first class loads: to the same place as DL4J. */
final class VertxLogging {

    private static final String PROPERTY = "vertx.logger-delegate-factory-class-name";

    private VertxLogging() {}

    static void throughSlf4j() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "io.vertx.core.logging.SLF4JLogDelegateFactory");
        }
    }
}
