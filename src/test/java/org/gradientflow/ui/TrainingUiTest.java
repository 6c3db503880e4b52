package org.gradientflow.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.File;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TrainingUiTest {

    private final Set<Thread> ofOthers = UiThreads.alive();

    private static TrainingUi start() {
        return TrainingUi.start(TrainingUi.DEFAULT_HOST, 0);
    }

    private static int portOf(TrainingUi ui) {
        return URI.create(ui.address()).getPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/train",
                "/train/overview",
                "/train/model",
                "/train/system",
                "/train/sessions/info",
                "/train/overview/data",
                "/assets/js/train/overview.js"
            })
    void servesItsPages(String page) throws Exception {
        try (TrainingUi ui = start()) {
            assertThat(new Browser(ui.address()).get(page).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPageThatIsNotThereIsNotFound() throws Exception {
        try (TrainingUi ui = start()) {
            assertThat(new Browser(ui.address()).get("/no-such-page").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void saysWhereItIs() {
        try (TrainingUi ui = start()) {
            assertThat(ui.address()).matches("http://127\\.0\\.0\\.1:[1-9]\\d*");
        }
    }

    /** 127.0.0.2 is this machine too, so a socket on all interfaces answers there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void listensAtItsAddressOnly() throws Exception {
        try (TrainingUi ui = start();
                ServerSocket everywhere = new ServerSocket(0)) {
            new Socket("127.0.0.1", portOf(ui)).close();
            assertThatThrownBy(() -> new Socket("127.0.0.2", portOf(ui))).isInstanceOf(ConnectException.class);
            new Socket("127.0.0.2", everywhere.getLocalPort()).close(); // the probe works
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelSaysSoToo() throws Exception {
        try (TrainingUi ui = start()) {
            assertThat(listeningAddresses(portOf(ui)))
                    .isNotEmpty()
                    .isSubsetOf("0100007F", "0000000000000000FFFF00000100007F");
        }
    }

    private static Set<String> listeningAddresses(int port) throws Exception {
        String suffix = String.format(":%04X", port);
        try (Stream<String> v4 = Files.lines(Path.of("/proc/net/tcp"));
                Stream<String> v6 = Files.lines(Path.of("/proc/net/tcp6"))) {
            return Stream.concat(v4, v6)
                    .map(line -> line.trim().split("\\s+"))
                    .filter(f -> f[1].endsWith(suffix) && f[3].equals("0A")) // 0A: LISTEN
                    .map(f -> f[1].substring(0, f[1].indexOf(':')))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void aBusyPortIsOneClearLineAndNothingInTheLog() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            List<ILoggingEvent> log = logOf(() -> assertThat(
                            catchThrowableOfType(TrainingUiException.class, () -> TrainingUi.start("127.0.0.1", port)))
                    .hasMessage("Port " + port + " at 127.0.0.1 is in use: "
                            + "stop the other program or choose another port with --port"));
            assertThat(log)
                    .filteredOn(
                            e -> e.getThrowableProxy() != null || e.getLevel().isGreaterOrEqual(Level.WARN))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .isEmpty();
            assertNothingIsLeft();
        }
        start().close(); // and the failure is not for ever
    }

    private static List<ILoggingEvent> logOf(Runnable action) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.INFO);
        try {
            action.run();
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
        }
        // The appender sees what is logged: DL4J's own line on starting or stopping comes either way.
        assertThat(appender.list).isNotEmpty();
        return List.copyOf(appender.list);
    }

    @Test
    void aHostThatIsNotOursIsOneClearLine() {
        assertThatThrownBy(() -> TrainingUi.start("192.0.2.1", 0))
                .isInstanceOf(TrainingUiException.class)
                .hasMessage("192.0.2.1 is not an address of this machine: use 127.0.0.1");
        assertThatThrownBy(() -> TrainingUi.start("no-such-host.invalid", 0))
                .isInstanceOf(TrainingUiException.class)
                .hasMessage("Host no-such-host.invalid is not known: use 127.0.0.1");
        assertThatThrownBy(() -> TrainingUi.start("", 0)).hasMessage("No host given: use 127.0.0.1");
        assertThatThrownBy(() -> TrainingUi.start("127.0.0.1", 65536))
                .hasMessage("Port 65536 does not exist: choose 1 to 65535, or 0 for any free one");
    }

    @Test
    void startsAgainAtTheSamePort() throws Exception {
        int port;
        try (TrainingUi first = start()) {
            port = portOf(first);
            new Browser(first.address()).get("/train/overview");
        }
        try (TrainingUi second = TrainingUi.start("127.0.0.1", port)) {
            assertThat(new Browser(second.address()).get("/train/overview").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void oneAtATime() {
        try (TrainingUi ui = start()) {
            assertThatThrownBy(TrainingUiTest::start)
                    .isInstanceOf(TrainingUiException.class)
                    .hasMessage(
                            "A training UI is running in this JVM already, at " + ui.address() + ": close it first");
        }
    }

    @Test
    void closeReleasesPortThreadsAndStorages() throws Exception {
        InMemoryStatsStorage storage = new InMemoryStatsStorage();
        TrainingUi ui = start();
        ui.attach(storage);
        new Browser(ui.address()).get("/train/overview");
        assertThat(UiThreads.alive()).anyMatch(thread -> !ofOthers.contains(thread));
        assertThat(storage.getListeners()).hasSize(1);
        ui.close();
        ui.close(); // harmless
        assertThat(storage.getListeners()).isEmpty();
        assertThatThrownBy(() -> new Socket("127.0.0.1", portOf(ui))).isInstanceOf(ConnectException.class);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(VertxUIServer.getInstance().isStopped()).isTrue();
        UiThreads.awaitEnd(ofOthers);
    }

    @Test
    void leavesNoFolderForUploads(@TempDir File temporary) throws Exception {
        String before = System.setProperty("java.io.tmpdir", temporary.getPath());
        try (TrainingUi ui = start()) {
            new Browser(ui.address()).get("/train/overview");
            assertThat(temporary.list((dir, name) -> name.startsWith("DL4JUI_")))
                    .isEmpty();
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }
}
