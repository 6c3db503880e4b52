package org.gradientflow.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps the original's variable names to DL4J's parameter keys: {@code W, b, W1, b1, W2, b2} to {@code 0_W, 0_b, ...}. The
 * output layer has {@code W2, b2} in the two-layer graph too, as in the original.
 */
public final class ParameterNames {
    /** One variable of a network. */
    public record Name(String original, String key) {}

    private ParameterNames() {}

    /**
     * The variables of a network in the order of its layers, weights before biases.
     *
     * @param weightLayers 2 or more
     * @return the names: for 2 layers W, b, W2, b2; for n of 3 or more W, b, W1, b1, ... W(n-1), b(n-1)
     */
    public static List<Name> of(int weightLayers) {
        List<Name> names = new ArrayList<>();
        for (int layer = 0; layer < weightLayers; layer++) {
            boolean last = layer == weightLayers - 1;
            String number = layer == 0 ? "" : Integer.toString(last ? Math.max(layer, 2) : layer);
            names.add(new Name("W" + number, layer + "_W"));
            names.add(new Name("b" + number, layer + "_b"));
        }
        return names;
    }
}
