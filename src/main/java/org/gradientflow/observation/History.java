package org.gradientflow.observation;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.gradientflow.model.Architecture;

/**
 * The record of a training.
 *
 * @param architecture of the network
 * @param snapshots oldest first: steps 0 to 4 and evenly spaced ones; of a long training evenly spaced ones only, step 0 among
 *     them. The last may be some steps from the end
 * @param losses of every step
 * @param movements of each parameter, by key, from the start to now
 * @param firstNonFinite the first step whose loss was NaN or infinite
 */
public record History(
        Architecture architecture,
        List<Snapshot> snapshots,
        Losses losses,
        Map<String, Movement> movements,
        OptionalInt firstNonFinite) {
    /**
     * One parameter through the snapshots.
     *
     * @param key for example {@code 0_W}
     * @return oldest first
     * @throws IllegalArgumentException if the network has no such parameter
     */
    public List<ParameterFlow> parameter(String key) {
        if (!movements.containsKey(key)) {
            throw new IllegalArgumentException(
                    "no parameter '" + key + "'; there are " + String.join(", ", movements.keySet()));
        }
        return snapshots.stream()
                .map(snapshot -> snapshot.parameters().get(key))
                .toList();
    }

    /**
     * The snapshot of step 0.
     *
     * @return the first
     * @throws IllegalStateException if no step was recorded
     */
    public Snapshot first() {
        return snapshots.stream().findFirst().orElseThrow(() -> new IllegalStateException("no step was recorded"));
    }

    /**
     * The latest snapshot.
     *
     * @return the last
     * @throws IllegalStateException if no step was recorded
     */
    public Snapshot last() {
        first();
        return snapshots.get(snapshots.size() - 1);
    }
}
