package org.gradientflow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.gradientflow.recording.Nets;
import org.gradientflow.recording.SessionId;
import org.gradientflow.recording.StepStatsListener;
import org.gradientflow.recording.Wait;
import org.gradientflow.ui.Browser;
import org.gradientflow.ui.TrainingUi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What the page is told, read as any other program could. */
class DataRoutesTest {

    private final StatsStorage storage = new InMemoryStatsStorage();
    private TrainingUi ui;
    private Browser browser;

    @BeforeEach
    void start() {
        ui = TrainingUi.start("127.0.0.1", 0);
        browser = new Browser(ui.address());
        ui.attach(storage);
    }

    @AfterEach
    void stop() {
        ui.close();
    }

    private JsonNode sessions() throws Exception {
        return new ObjectMapper()
                .readTree(browser.text("/gradientflow/data/sessions"))
                .get("sessions");
    }

    private JsonNode reports(String session, long since, String... more) throws Exception {
        HttpResponse<String> answer = browser.get(path(session) + "&since=" + since + String.join("", more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String path(String session) {
        return "/gradientflow/data/reports?session=" + URLEncoder.encode(session, StandardCharsets.UTF_8);
    }

    private static List<Integer> ints(JsonNode array) {
        List<Integer> out = new ArrayList<>();
        array.forEach(each -> out.add(each.asInt()));
        return out;
    }

    private static List<String> texts(JsonNode array) {
        List<String> out = new ArrayList<>();
        array.forEach(each -> out.add(each.asText()));
        return out;
    }

    @Test
    void withoutASessionThereIsAnEmptyList() throws Exception {
        assertThat(browser.text("/gradientflow/data/sessions")).isEqualTo("{\"sessions\":[]}");
    }

    @Test
    void everyAnswerIsJsonForThisPageOnly() throws Exception {
        for (String path : List.of("sessions", "reports", "reports?session=nobody", "reports?session=a&since=x")) {
            HttpResponse<String> answer = browser.get("/gradientflow/data/" + path);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .contains(Headers.CONTENT_SECURITY_POLICY);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            new ObjectMapper().readTree(answer.body());
        }
    }

    @Test
    void aWrongQuestionIsAnsweredWithWhatIsWrong() throws Exception {
        Recorded.session("known").begin(storage);
        assertThat(browser.get("/gradientflow/data/reports"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body())
                        .isEqualTo("{\"error\":\"session: expected the id of an attached session\"}"));
        assertThat(browser.get(path("nobody")).statusCode()).isEqualTo(404);
        for (String since : List.of("yesterday", "-1", "1.5", "99999999999999999999")) {
            assertRefused(400, "since: expected a whole number, 0 or more", "&since=" + since);
        }
        for (String most : List.of("0", "-5", "all")) {
            assertRefused(400, "most: expected a whole number, 1 or more", "&most=" + most);
        }
        assertThat(browser.get(path("known") + "&series=weights/0_W").statusCode())
                .isEqualTo(400);
        assertThat(browser.get(path("known") + "&series=values/0_W").statusCode())
                .as("a parameter without a report")
                .isEqualTo(200);
        assertRefused(404, "series: the session has no series of that name", "&series=values/no_such");
        assertRefused(404, "series: the session has no series of that name", "&series=activations/0_W");
        storage.putUpdate(Recorded.session("known").report(0));
        Wait.until(
                "its activations are known",
                () -> browser.get(path("known") + "&series=activations/layer%200_W")
                                .statusCode()
                        == 200);
        assertRefused(404, "series: the session has no series of that name", "&series=activations/0_W");
    }

    private void assertRefused(int status, String why, String more) throws Exception {
        HttpResponse<String> answer = browser.get(path("known") + more);
        assertThat(answer.body()).as(more).isEqualTo("{\"error\":\"" + why + "\"}");
        assertThat(answer.statusCode()).as(more).isEqualTo(status);
    }

    /** As no client of Java's would send it. */
    @Test
    void anEscapeThatIsNoneIsRefusedAndNotRepeated() throws Exception {
        Recorded.session("known").begin(storage);
        for (String question : List.of("?session=%zz", "?session=known&series=values/%", "?session=known&%a=1")) {
            URI address = URI.create(ui.address());
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream()
                        .write(("GET /gradientflow/data/reports" + question + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .as(question)
                        .startsWith("HTTP/1.0 400 ")
                        .endsWith("{\"error\":\"a % in the address is not followed by two hexadecimal digits\"}");
            }
        }
    }

    @Test
    void aPollGetsWhatIsNewOnly() throws Exception {
        Recorded recorded = Recorded.session("live").begin(storage).put(storage, 0, 5);
        JsonNode first = reports("live", 0);
        assertThat(ints(first.get("iterations"))).containsExactly(0, 10, 20, 30, 40);
        assertThat(first.get("score").get(1).asDouble()).isEqualTo(0.5);
        long next = first.get("next").asLong();
        JsonNode nothing = reports("live", next);
        assertThat(ints(nothing.get("iterations"))).isEmpty();
        assertThat(nothing.get("next").asLong()).isEqualTo(next);
        recorded.put(storage, 5, 7);
        Wait.until("the list says so", () -> sessions().get(0).get("last").asLong() == 1006);
        assertThat(ints(reports("live", next).get("iterations"))).containsExactly(50, 60);
        assertThat(sessions().get(0).get("reports").asInt()).isEqualTo(7);
    }

    /** Iterations start again, time goes on: nothing is lost. */
    @Test
    void aSessionThatGoesOnWithANewNetworkIsFollowed() throws Exception {
        Recorded.session("again").begin(storage).put(storage, 0, 3);
        long next = reports("again", 0).get("next").asLong();
        new Recorded("again", "worker", 2000, List.of("0_W")).put(storage, 0, 2);
        Wait.until("both are known", () -> sessions().get(0).get("reports").asInt() == 5);
        assertThat(ints(reports("again", next).get("iterations"))).containsExactly(0, 10);
        assertThat(texts(sessions().get(0).get("parameters"))).hasSize(6);

        new Recorded("again", "worker", 3000, List.of("0_W")).begin(storage);
        Wait.until(
                "its parameters are known",
                () -> texts(sessions().get(0).get("parameters")).equals(List.of("0_W")));
        assertThat(sessions().get(0).get("reports").asInt()).isEqualTo(5);
    }

    @Test
    void aLongTrainingIsThinnedTowardsItsNewestReport() throws Exception {
        Recorded.session("long").begin(storage).put(storage, 0, 1000);
        assertThat(ints(reports("long", 0, "&most=4").get("iterations"))).containsExactly(2490, 4990, 7490, 9990);
        assertThat(reports("long", 0, "&most=4").get("step").asInt()).isEqualTo(250);
        assertThat(ints(reports("long", 0, "&most=999999").get("iterations"))).hasSize(1000);
        assertThat(ints(reports("long", 0, "&most=1").get("iterations"))).containsExactly(9990);
    }

    @Test
    void aDistributionHasItsBoundsItsCountsAndItsMoments() throws Exception {
        Recorded.session("one").begin(storage).put(storage, 0, 2);
        JsonNode answer = reports("one", 0, "&series=gradients/1_W", "&series=values/0_W");
        assertThat(answer.get("series").size()).isEqualTo(2);
        JsonNode series = answer.get("series").get("gradients/1_W");
        assertThat(series.get("min").get(1).asDouble()).isEqualTo(-0.03);
        assertThat(series.get("max").get(1).asDouble()).isEqualTo(0.03);
        assertThat(series.get("mean").get(1).asDouble()).isEqualTo(0.0025);
        assertThat(series.get("std").get(1).asDouble()).isEqualTo(0.01);
        assertThat(ints(series.get("counts").get(1))).hasSize(20);
        assertThat(ints(series.get("counts").get(1)).stream().mapToInt(i -> i).sum())
                .isEqualTo(256);
        assertThat(texts(answer.get("names").get("gradients")))
                .containsExactly("0_W", "0_b", "1_W", "1_b", "2_W", "2_b");
        assertThat(answer.get("spread").get("2_b").get(0).asDouble()).isEqualTo(1e-5);
    }

    @Test
    void whatIsNoNumberIsNotTurnedIntoOne() throws Exception {
        Recorded recorded = Recorded.session("exploding").begin(storage).put(storage, 0, 1);
        storage.putUpdate(recorded.broken(1));
        JsonNode answer = reports("exploding", 0, "&series=gradients/0_W");
        JsonNode series = answer.get("series").get("gradients/0_W");
        assertThat(texts(series.get("std"))).containsExactly("1.0", "NaN");
        assertThat(series.get("std").get(1).isTextual()).isTrue();
        assertThat(texts(series.get("mean"))).containsExactly("0.25", "-Infinity");
        assertThat(texts(answer.get("spread").get("0_W"))).containsExactly("1.0", "NaN");
    }

    @Test
    void doublesThatNoFloatHoldsAreKept() throws Exception {
        Recorded recorded = new Recorded("tiny", "worker", 1000, List.of("a", "b")).begin(storage);
        StatsReport report = recorded.report(0);
        report.reportStdev(StatsType.Gradients, Map.of("a", 1e-60, "b", 0.0));
        storage.putUpdate(report);
        JsonNode spread = reports("tiny", 0).get("spread");
        assertThat(spread.get("a").get(0).asDouble()).isEqualTo(1e-60);
        assertThat(spread.get("b").get(0).asDouble()).isZero();
    }

    @Test
    void namesAreDataWhateverTheyHold() throws Exception {
        String name = "</script><img src=x onerror=alert(1)>\"'\\\n?&=+ %2F ünï \uD83D\uDE00";
        Recorded.session(name).begin(storage).put(storage, 0, 1);
        assertThat(sessions().get(0).get("session").asText()).isEqualTo(name);
        assertThat(ints(reports(name, 0).get("iterations"))).containsExactly(0);
        Recorded odd = new Recorded("odd", "w&w", 5, List.of("a/b&c=d_W")).begin(storage);
        storage.putUpdate(odd.report(0));
        Wait.until("it is listed", () -> sessions().size() == 2);
        assertThat(reports("odd", 0, "&worker=w%26w", "&series=values%2Fa%2Fb%26c%3Dd_W")
                        .get("series")
                        .get("values/a/b&c=d_W")
                        .get("std")
                        .get(0)
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void workersOfASessionAreApart() throws Exception {
        for (String worker : List.of("w1", "w2")) {
            new Recorded("both", worker, worker.equals("w1") ? 1000 : 2000, List.of("0_W"))
                    .begin(storage)
                    .put(storage, 0, worker.equals("w1") ? 1 : 2);
        }
        assertThat(sessions().size()).isEqualTo(2);
        assertThat(ints(reports("both", 0, "&worker=w1").get("iterations"))).hasSize(1);
        assertThat(ints(reports("both", 0, "&worker=w2").get("iterations"))).hasSize(2);
    }

    @Test
    void aDetachedStorageIsGoneAndOneThatIsClosedIsNoFailure() throws Exception {
        Recorded.session("gone").begin(storage).put(storage, 0, 1);
        assertThat(sessions().size()).isEqualTo(1);
        ui.detach(storage);
        assertThat(sessions().size()).isZero();
        assertThat(browser.get(path("gone")).statusCode()).isEqualTo(404);
        StatsStorage closed = new InMemoryStatsStorage() {
            @Override
            public Persistable getUpdate(String session, String type, String worker, long time) {
                throw new IllegalAccessError("DB was closed"); // as MapDB does
            }
        };
        Recorded.session("closed").begin(closed).put(closed, 0, 1);
        ui.attach(closed);
        assertThat(browser.get(path("closed")))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
                .satisfies(
                        answer -> assertThat(answer.body()).isEqualTo("{\"error\":\"the storage can't be read now\"}"));
        ui.attach(storage);
        assertThat(reports("gone", 0).get("iterations")).hasSize(1);
    }

    @Test
    void anErrorIsAnsweredToo() throws Exception {
        StatsStorage broken = new InMemoryStatsStorage() {
            @Override
            public Persistable getUpdate(String session, String type, String worker, long time) {
                throw new NoClassDefFoundError("gone");
            }
        };
        Recorded.session("broken").begin(broken).put(broken, 0, 1);
        ui.attach(broken);

        HttpResponse<String> answer = browser.get(path("broken"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"failed: java.lang.NoClassDefFoundError: gone\"}");
    }

    @Test
    void anyonesComputationGraphWithTheStockListenerIsThere() throws Exception {
        ComputationGraph graph = Nets.graph();
        graph.setListeners(new StatsListener(storage, 1));
        for (int i = 0; i < 4; i++) {
            graph.fit(new DataSet(Nd4j.ones(2, 1), Nd4j.ones(2, 1)));
        }
        JsonNode session = sessions().get(0);
        assertThat(session.get("model").asText()).isEqualTo("ComputationGraph");
        assertThat(texts(session.get("parameters"))).containsExactly("hidden_W", "hidden_b", "out_W", "out_b");
        assertThat(session.get("original").size()).isZero();
        JsonNode answer =
                reports(session.get("session").asText(), 0, "&series=gradients/hidden_W", "&series=activations/hidden");
        assertThat(answer.get("iterations").size()).isGreaterThanOrEqualTo(3);
        JsonNode gradients = answer.get("series").get("gradients/hidden_W");
        int last = answer.get("iterations").size() - 1;
        assertThat(ints(gradients.get("counts").get(last)).stream()
                        .mapToInt(i -> i)
                        .sum())
                .isEqualTo(16);
        assertThat(answer.get("names").get("activations")).isNotEmpty();
    }

    @Test
    void ourListenersSessionsOfTheCasesHaveTheOriginalsNames() throws Exception {
        MultiLayerNetwork network = Nets.threeLayer();
        SessionId id = SessionId.of("three-layer", 0, LocalDateTime.of(2026, 11, 24, 1, 2, 3));
        network.setListeners(new StepStatsListener(storage, id, 5));
        Nets.train(network, 11);
        JsonNode original = sessions().get(0).get("original");
        assertThat(original.get("0_W").asText()).isEqualTo("W:0");
        assertThat(original.get("2_b").asText()).isEqualTo("b2:0");
        assertThat(ints(reports(id.toString(), 0).get("iterations"))).containsExactly(0, 5, 10);
    }
}
