package org.gradientflow.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.gradientflow.recording.Nets;
import org.gradientflow.recording.SessionId;
import org.gradientflow.recording.StepStatsListener;
import org.gradientflow.recording.Wait;
import org.junit.jupiter.api.Test;

/** Several trainings in the UI at once, by name. */
class SessionsTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 24, 13, 40, 5, 123_456_789);
    private static final SessionId TWO = SessionId.of("two-layer", 0, TIME);
    private static final SessionId XAVIER = SessionId.of("three-layer-xavier", -1, TIME);

    @Test
    void aSessionIsNamedByWhatWasTrainedAndWhen() {
        assertThat(TWO)
                .hasToString("two-layer_seed-0_2026-11-24T13-40-05")
                .isEqualTo(SessionId.of("two-layer", 0, TIME))
                .isNotEqualTo(XAVIER);
    }

    @Test
    void whatDl4jWouldBreakOnIsRefused() {
        for (String bad : List.of("three layer", "a:b", "a/b", "<b>", "a@@@b", "", "-x", "ä")) {
            assertThatThrownBy(() -> SessionId.of(bad, 0, TIME))
                    .as(bad)
                    .hasMessage("caseName: expected letters, digits, '-', '_' and '.', got '" + bad + "'");
        }
    }

    @Test
    void theMenuOffersSessionsOfSeveralStoragesWhileTheyTrain() throws Exception {
        StatsStorage before = new InMemoryStatsStorage();
        StatsStorage during = new InMemoryStatsStorage();
        train(before, TWO);
        try (TrainingUi ui = TrainingUi.start("127.0.0.1", 0)) {
            Browser browser = new Browser(ui.address());
            ui.attach(before);
            ui.attach(during);
            assertThat(browser.text("/train/sessions/info"))
                    .contains(TWO.toString())
                    .doesNotContain(XAVIER.toString());
            Thread training = new Thread(() -> train(during, XAVIER));
            training.start();
            Wait.until(
                    "the UI lists the session",
                    () -> browser.text("/train/sessions/info").contains(XAVIER.toString()));
            training.join();
            for (SessionId session : List.of(TWO, XAVIER, TWO)) {
                assertThat(browser.get("/train/sessions/set/" + session).statusCode())
                        .isEqualTo(200);
                assertThat(browser.text("/train/sessions/current")).isEqualTo(session.toString());
                assertThat(browser.text("/train/overview/data")).contains("\"scoresIter\" : [ 0, 5, 10 ]", "\"0_W\"");
                assertThat(browser.text("/train/model/graph")).contains("layer0");
                assertThat(browser.text("/train/model/data/1")).contains("\"iterCounts\" : [ 0, 5, 10 ]");
            }
            assertThat(browser.get("/train/sessions/set/nobody").statusCode()).isEqualTo(400);
            ui.detach(before);
            assertThat(browser.text("/train/sessions/info")).doesNotContain(TWO.toString());
        }
    }

    private static void train(StatsStorage storage, SessionId session) {
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(new StepStatsListener(storage, session, 5));
        Nets.train(network, 11);
    }
}
