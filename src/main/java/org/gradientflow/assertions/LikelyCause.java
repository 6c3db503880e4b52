package org.gradientflow.assertions;

import java.util.Optional;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.History;

/** The likeliest cause that a history alone shows. The doctor has the network and its data too, and finds more. */
final class LikelyCause {
    /**
     * Initial weights are of another scale when they are so many times larger than He et al.'s (2015), or smaller
     * than Glorot and Bengio's (2010), which are never larger.
     */
    private static final double OTHER_SCALE = 5;

    private LikelyCause() {}

    static String of(History history) {
        return history.architecture().withParameters().stream()
                .flatMap(layer -> scale(history, layer).stream())
                .findFirst()
                .or(() -> still(history))
                .orElse("the history does not show one; assertThat(network).whenTrainedOn(data) runs the doctor");
    }

    private static Optional<String> scale(History history, LayerFacts layer) {
        if (layer.weights().isEmpty() || layer.fanIn() == 0) {
            return Optional.empty();
        }
        String key = layer.weights().get(0);
        double xavier = Math.sqrt(2 / (layer.fanIn() + layer.fanOut()));
        double he = Math.sqrt(2 / layer.fanIn());
        double scale = history.first().parameters().get(key).value().rms();
        if (scale > xavier / OTHER_SCALE && scale < he * OTHER_SCALE) {
            return Optional.empty();
        }
        return Optional.of("%s: the initial weights %s are %s with Xavier initialisation"
                .formatted(scale < xavier ? "vanishing" : "exploding", key, Numbers.compared(scale / xavier)));
    }

    private static Optional<String> still(History history) {
        return history.architecture().withParameters().stream()
                .filter(layer -> !layer.learns())
                .findFirst()
                .map(layer -> "frozen: layer %s does not learn".formatted(layer.name()));
    }
}
