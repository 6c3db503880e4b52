package org.gradientflow.ui.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.ParameterNames;

/** The original's variable names, {@code W:0} for {@code 0_W}, where a session is one of its cases. */
final class OriginalNames {

    private OriginalNames() {}

    static Map<String, String> of(Worker worker) {
        String session = worker.key().session();
        if (Cases.ALL.stream().noneMatch(one -> session.startsWith(one.name() + "_seed-"))) {
            return Map.of();
        }
        List<ParameterNames.Name> names =
                ParameterNames.of(Math.max(2, worker.parameters().size() / 2));
        if (!names.stream().map(ParameterNames.Name::key).toList().equals(worker.parameters())) {
            return Map.of();
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        names.forEach(name -> byKey.put(name.key(), name.original() + ":0"));
        return byKey;
    }
}
