package org.gradientflow.ui;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A {@code Vertx} whose HTTP servers listen on one given address, behind a {@link RequestGuard}.
 *
 * <p>DL4J's UI server calls {@code createHttpServer().requestHandler(router).listen(port, callback)}, and that
 * {@code listen} is hard-wired to all interfaces. DL4J offers no setting for it, but takes whatever {@code Vertx} its
 * verticle is handed: these two proxies change the three calls and pass on every other.
 */
final class BoundVertx {
    private static final String NO_HTTP2 = "vertx.disableH2c";

    private BoundVertx() {}

    /**
     * Stands for a {@code Vertx}.
     *
     * @param bind where its servers listen
     * @param idleSeconds after which a connection that says nothing is closed
     * @param mostConnections at a time; one more closes the oldest
     */
    static Vertx of(Vertx vertx, BindAddress bind, int idleSeconds, int mostConnections) {
        // VertxInternal, not Vertx: vertx-web casts to it.
        return proxy(VertxInternal.class, (self, method, args) -> {
            if (method.getName().equals("createHttpServer") && args == null) {
                HttpServer server = withoutHttp2(new HttpServerOptions().setIdleTimeout(idleSeconds), vertx);
                return server(server.connectionHandler(new ConnectionLimit(mostConnections)), bind);
            }
            Object result = call(vertx, method, args);
            return result instanceof HttpServer server ? server(server, bind) : result;
        });
    }

    /**
     * One that speaks HTTP/1 only: a body over HTTP/2 needs no header that says so, and while it waits to see which of the two a
     * client speaks, Vert.x counts no connection. It has no other switch than this property, which it reads here.
     */
    private static synchronized HttpServer withoutHttp2(HttpServerOptions options, Vertx vertx) {
        String before = System.getProperty(NO_HTTP2);
        System.setProperty(NO_HTTP2, "true");
        try {
            return vertx.createHttpServer(options);
        } finally {
            if (before == null) {
                System.clearProperty(NO_HTTP2);
            } else {
                System.setProperty(NO_HTTP2, before);
            }
        }
    }

    private static HttpServer server(HttpServer server, BindAddress bind) {
        return proxy(HttpServer.class, (self, method, args) -> switch (method.getName()) {
            case "requestHandler" -> {
                if (args != null) {
                    server.requestHandler(new RequestGuard(BoundVertx.<Handler<HttpServerRequest>>cast(args[0]), bind));
                    yield self;
                }
                yield server.requestHandler();
            }
            case "listen" -> {
                // Fails closed: a later DL4J that calls another overload must not end up on all interfaces.
                if (args == null || args.length != 2 || !(args[0] instanceof Integer)) {
                    throw new UnsupportedOperationException("unexpected call of " + method);
                }
                server.listen(bind.port(), bind.address().getHostAddress(), BoundVertx.cast(args[1]));
                yield self;
            }
            default -> call(server, method, args);
        });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @SuppressWarnings("unchecked") // the types are those of the method that was called
    private static <T> T cast(Object argument) {
        return (T) argument;
    }
}
