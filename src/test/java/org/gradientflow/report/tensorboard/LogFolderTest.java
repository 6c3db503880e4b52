package org.gradientflow.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradientflow.experiment.Cases;
import org.junit.jupiter.api.Test;

class LogFolderTest {
    @Test
    void foldersAreNamedLikeTheOriginals() {
        assertThat(Cases.ALL.stream().map(LogFolder::of))
                .containsExactly(
                        "train_log_layer2",
                        "train_log_layer3",
                        "train_log_layer3_xavier",
                        "train_log_layer3_xavier_adam",
                        "train_log_layer3_autoencoder",
                        "train_log_layer3_autoencoder_adam",
                        "train_log_layer3_batch_first_element",
                        "train_log_layer3_adam");
    }

    @Test
    void theFolderOfAnotherExperimentHasItsNumberOfLayersToo() {
        assertThat(LogFolder.of(Cases.THREE_LAYER.named("My.deep-net").withHidden(4, 4, 4)))
                .isEqualTo("train_log_layer4_my.deep_net");
    }
}
