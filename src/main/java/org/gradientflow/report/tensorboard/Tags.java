package org.gradientflow.report.tensorboard;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradientflow.network.ParameterNames;

/** Tags as in the original, which used {@code v.name}: {@code W:0, b:0, W1:0, ...}. */
final class Tags {
    private static final String VARIABLE = ":0";

    private Tags() {}

    /** A tag for each of DL4J's keys; the key itself if the network is not built like the original's. */
    static List<String> of(List<String> keys) {
        Map<String, String> originals = ParameterNames.of(Math.max(2, keys.size() / 2)).stream()
                .collect(Collectors.toMap(ParameterNames.Name::key, ParameterNames.Name::original));
        boolean known = new HashSet<>(keys).equals(originals.keySet());
        return keys.stream()
                .map(key -> known ? originals.get(key) + VARIABLE : key)
                .toList();
    }
}
