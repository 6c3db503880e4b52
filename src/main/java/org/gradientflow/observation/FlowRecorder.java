package org.gradientflow.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Watches a training of any {@code MultiLayerNetwork} or {@code ComputationGraph} and keeps statistics of every parameter's raw
 * gradient, clipped gradient, update and value, of every unit's activity, and the loss. Attach it before training; ask it for
 * the {@link #history} at any time.
 *
 * <p>It keeps at most {@value #MOST_SNAPSHOTS} snapshots, step 0 always among them: every step at first; when they are full,
 * every second is dropped and the spacing doubles. Besides, it keeps one copy of the initial parameters.
 */
public final class FlowRecorder extends BaseTrainingListener {
    /** So many snapshots are kept at most. */
    public static final int MOST_SNAPSHOTS = 200;

    private final Model model;
    private final Architecture architecture;
    private final Map<String, double[]> start = new LinkedHashMap<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Losses.Recorder losses = new Losses.Recorder();
    private int spacing = 1;
    private int step;
    private OptionalInt firstNonFinite = OptionalInt.empty();
    private final Map<String, UnitActivity> units = new LinkedHashMap<>();
    private Step open;

    /** What a step that is being recorded has shown so far. */
    private record Step(
            double penalty,
            int batch,
            Map<String, double[]> values,
            Map<String, double[]> gradients,
            Map<String, double[]> clipped) {}

    /**
     * A recorder for one model.
     *
     * @param model initialised, with the parameters that count as its start
     */
    public FlowRecorder(Model model) {
        this.model = model;
        this.architecture = Architecture.of(model);
        Map<String, INDArray> table = model.paramTable();
        keys().forEach(key -> start.put(key, Doubles.of(table.get(key))));
    }

    private List<String> keys() {
        return architecture.layers().stream()
                .flatMap(layer -> layer.parameters().stream())
                .toList();
    }

    /**
     * What was seen up to now.
     *
     * @return a copy
     */
    public History history() {
        Map<String, Movement> movements = new LinkedHashMap<>();
        Map<String, INDArray> table = model.paramTable();
        start.forEach((key, values) ->
                movements.put(key, new Movement(norm(values), distance(values, Doubles.of(table.get(key))))));
        return new History(architecture, List.copyOf(snapshots), losses.losses(), movements, firstNonFinite);
    }

    /** Whether any step's loss was NaN or infinite. */
    boolean sawNonFiniteLoss() {
        return firstNonFinite.isPresent();
    }

    private boolean due() {
        return step % spacing == 0;
    }

    @Override
    public void onForwardPass(Model network, List<INDArray> activations) {
        if (due()) {
            units.clear();
            for (int i = 1; i < activations.size(); i++) { // 0 is the input
                LayerFacts layer = architecture.layers().get(i - 1);
                units.put(layer.name(), Activity.of(layer, activations.get(i), Places.mask(network, layer.name())));
            }
        }
    }

    @Override
    public void onForwardPass(Model network, Map<String, INDArray> activations) {
        if (due()) {
            units.clear();
            for (LayerFacts layer : architecture.layers()) {
                INDArray values = activations.get(layer.name());
                if (values != null) {
                    units.put(layer.name(), Activity.of(layer, values, Places.mask(network, layer.name())));
                }
            }
        }
    }

    @Override
    public void onGradientCalculation(Model network) {
        if (!due()) {
            return;
        }
        Map<String, INDArray> table = network.paramTable();
        Map<String, INDArray> gradients = network.gradient().gradientForVariable();
        int batch = network.batchSize();
        Map<String, double[]> values = new LinkedHashMap<>();
        Map<String, double[]> raw = new LinkedHashMap<>();
        Map<String, double[]> clipped = new LinkedHashMap<>();
        for (LayerFacts layer : architecture.layers()) {
            Map<String, double[]> own = copies(layer.parameters(), gradients);
            raw.putAll(own);
            clipped.putAll(Clipping.apply(
                    layer.updating(),
                    architecture.miniBatch() ? batch : 1,
                    own,
                    copies(layer.estimates(), gradients).values()));
            values.putAll(copies(layer.parameters(), table));
        }
        open = new Step(penalty(network), batch, values, raw, clipped);
    }

    private static Map<String, double[]> copies(List<String> keys, Map<String, INDArray> arrays) {
        Map<String, double[]> copies = new LinkedHashMap<>();
        for (String key : keys) {
            if (arrays.get(key) != null) {
                copies.put(key, Doubles.of(arrays.get(key)));
            }
        }
        return copies;
    }

    private static double penalty(Model network) {
        return network instanceof MultiLayerNetwork layered
                ? layered.calcRegularizationScore(true)
                : ((ComputationGraph) network).calcRegularizationScore(true);
    }

    @Override
    public void iterationDone(Model network, int iteration, int epoch) {
        double loss = network.score();
        losses.add(loss);
        if (!Double.isFinite(loss) && firstNonFinite.isEmpty()) {
            firstNonFinite = OptionalInt.of(step);
        }
        if (open != null) {
            snapshots.add(snapshot(loss, network.gradient().gradientForVariable()));
            open = null;
            thin();
        }
        step++;
    }

    private Snapshot snapshot(double loss, Map<String, INDArray> updates) {
        Map<String, ParameterFlow> parameters = new LinkedHashMap<>();
        open.values.forEach((key, values) -> parameters.put(
                key,
                new ParameterFlow(
                        statistics(open.gradients.get(key)),
                        statistics(open.clipped.get(key)),
                        statistics(updates.get(key) == null ? null : Doubles.of(updates.get(key))),
                        Statistics.of(values),
                        distance(start.get(key), values))));
        return new Snapshot(step, loss, open.penalty, open.batch, parameters, new LinkedHashMap<>(units));
    }

    private static Statistics statistics(double[] values) {
        return values == null ? Statistics.NONE : Statistics.of(values);
    }

    private void thin() {
        if (snapshots.size() == MOST_SNAPSHOTS) {
            spacing *= 2;
            snapshots.removeIf(snapshot -> snapshot.step() % spacing != 0);
        }
    }

    private static double norm(double[] values) {
        return distance(values, new double[values.length]);
    }

    private static double distance(double[] from, double[] to) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            sum += (to[i] - from[i]) * (to[i] - from[i]);
        }
        return Math.sqrt(sum);
    }
}
