package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.model.Changes;

/** The initialisation of the reference network, by the name that papers use. */
public final class SchemeName {
    private SchemeName() {}

    /**
     * That of the hidden layers; where there are none, that of the output.
     *
     * @return {@code He initialisation}, or several names where layers need different ones
     */
    public static String of(Examination examination) {
        List<LayerState> layers = examination.initialLayers();
        List<LayerState> hidden = layers.stream()
                .filter(layer ->
                        !examination.architecture().layer(layer.layer()).output())
                .toList();
        return (hidden.isEmpty() ? layers : hidden)
                        .stream().map(SchemeName::author).distinct().sorted().collect(Collectors.joining(" and "))
                + " initialisation";
    }

    private static String author(LayerState layer) {
        WeightInit scheme = Changes.scheme(layer.activation());
        return scheme == WeightInit.RELU ? "He" : scheme == WeightInit.LECUN_NORMAL ? "LeCun" : "Glorot";
    }
}
