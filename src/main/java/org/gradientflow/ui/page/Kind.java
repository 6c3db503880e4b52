package org.gradientflow.ui.page;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.ui.model.stats.api.StatsType;

/** What a distribution is of, by the page's word for it. */
enum Kind {
    VALUES("values", StatsType.Parameters),
    GRADIENTS("gradients", StatsType.Gradients),
    UPDATES("updates", StatsType.Updates),
    ACTIVATIONS("activations", StatsType.Activations);

    private final String word;
    private final StatsType type;

    Kind(String word, StatsType type) {
        this.word = word;
        this.type = type;
    }

    String word() {
        return word;
    }

    StatsType type() {
        return type;
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
