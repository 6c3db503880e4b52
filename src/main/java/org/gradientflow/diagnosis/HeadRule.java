package org.gradientflow.diagnosis;

import java.util.List;
import java.util.Optional;

/** A rule about each output of the network on its own. */
abstract class HeadRule implements Rule {
    @Override
    public final List<Finding> examine(Examination examination) {
        return examination.bench().heads().stream()
                .map(batches -> examine(examination, batches))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Looks at one output.
     *
     * @param examination everything
     * @param batches of this output's labels, as it trains; at least one
     * @return what was found
     */
    abstract Optional<Finding> examine(Examination examination, List<HeadRows> batches);

    static boolean isOneOf(Object object, Class<?>... types) {
        for (Class<?> type : types) {
            if (type.isInstance(object)) {
                return true;
            }
        }
        return false;
    }
}
