package org.gradientflow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.gradientflow.recording.Wait;
import org.gradientflow.ui.Browser;
import org.gradientflow.ui.TrainingUi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fifty sessions, ten browsers that poll, and clients that hold the server up. */
class ManyBrowsersTest {
    private static final int SESSIONS = 50;
    private static final int REPORTS = 20;
    private static final int MANY = 1_000;
    private static final int BROWSERS = 10;
    private static final int POLLS = 10;
    private static final int SILENT = 30;

    /** Far beyond what an answer takes on a busy machine, and far below what a held-up server would take. */
    private static final long PATIENCE_SECONDS = 120;

    private final StatsStorage storage = new InMemoryStatsStorage();
    private final List<Socket> sockets = new ArrayList<>();
    private final ExecutorService browsers = Executors.newFixedThreadPool(BROWSERS);
    private TrainingUi ui;
    private Browser browser;

    @BeforeEach
    void start() {
        ui = TrainingUi.start("127.0.0.1", 0);
        browser = new Browser(ui.address());
        ui.attach(storage);
        for (int session = 0; session < SESSIONS; session++) {
            Recorded.session("session " + session).begin(storage).put(storage, 0, session == 0 ? MANY : REPORTS);
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        browsers.shutdownNow();
        ui.close();
    }

    private Socket connect(String said) throws Exception {
        URI address = URI.create(ui.address());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
        socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
        return socket;
    }

    /** Each polls every session's newest reports, as the page does. */
    private void assertAllBrowsersAreAnswered() throws Exception {
        List<Callable<Integer>> polls = new ArrayList<>();
        for (int each = 0; each < BROWSERS; each++) {
            int first = each;
            polls.add(() -> {
                int answered = 0;
                for (int i = 0; i < POLLS; i++) {
                    answered += browser.get("/gradientflow/data/sessions").statusCode() == 200 ? 1 : 0;
                    answered += browser.get("/gradientflow/data/reports?session=session%20"
                                                    + (first * POLLS + i) % SESSIONS + "&series=gradients/0_W")
                                            .statusCode()
                                    == 200
                            ? 1
                            : 0;
                }
                return answered;
            });
        }
        for (Future<Integer> answers : browsers.invokeAll(polls, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            assertThat(answers.isCancelled())
                    .as("took longer than %d s", PATIENCE_SECONDS)
                    .isFalse();
            assertThat(answers.get()).isEqualTo(2 * POLLS);
        }
    }

    @Test
    void areAnsweredBesideClientsThatReadSlowlyWriteSlowlyOrSayNothing() throws Exception {
        String all = "GET /gradientflow/data/reports?session=session%200&series=values/0_W&series=gradients/0_W"
                + "&series=updates/0_W&series=values/1_W HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Socket slowReader = connect(all.repeat(8)); // megabytes of answers, of which it reads the first bytes only
        assertThat(slowReader.getInputStream().read()).isEqualTo('H');
        connect("GET /gradientflow HTTP/1.1\r\nHost: local"); // never goes on
        for (int i = 0; i < SILENT; i++) {
            connect("");
        }

        assertAllBrowsersAreAnswered();
    }

    @Test
    void leaveNothingBehind() throws Exception {
        assertAllBrowsersAreAnswered();
        ui.close();

        Wait.until(
                "no thread of the server is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("vert.x-")));
    }
}
