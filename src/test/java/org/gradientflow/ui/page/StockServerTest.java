package org.gradientflow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.api.UIServer;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.gradientflow.ui.Browser;
import org.gradientflow.ui.UiThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that knows nothing of this project but has it on its class path. */
class StockServerTest {

    private static final String PORT = "org.deeplearning4j.ui.port";
    private static final String TEMPORARY = "java.io.tmpdir";

    @Test
    void dl4jsOwnServerHasThePage(@TempDir Path uploads) throws Exception {
        StatsStorage storage = new InMemoryStatsStorage();
        Recorded.session("theirs").begin(storage).put(storage, 0, 2);
        Set<Thread> others = UiThreads.alive();
        String temporary = System.setProperty(TEMPORARY, uploads.toString());
        System.setProperty(PORT, "0");
        try {
            UIServer server = UIServer.getInstance();
            server.attach(storage);
            Browser browser = new Browser(server.getAddress());
            assertThat(browser.text("/gradientflow")).contains("<title>Gradient flow</title>");
            assertThat(browser.text("/gradientflow/data/sessions"))
                    .contains("\"session\":\"theirs\"", "\"reports\":2", "\"model\":\"MultiLayerNetwork\"");
        } finally {
            System.clearProperty(PORT);
            System.setProperty(TEMPORARY, temporary);
            UiThreads.endStockServer(storage, others);
        }
    }
}
