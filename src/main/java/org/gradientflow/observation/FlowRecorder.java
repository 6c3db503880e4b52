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
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.NetworkNodes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Watches a training of any {@code MultiLayerNetwork} or {@code ComputationGraph} and keeps statistics of every parameter's raw
 * gradient, clipped gradient, update and value, of every unit's activity, and the loss. Attach it before training; ask it for
 * the {@link #history} at any time.
 *
 * <p>It records the first {@value #FIRST_STEPS} steps and every {@value #SPACING}th, and keeps at most {@value #MOST_SNAPSHOTS}
 * snapshots, step 0 always among them: when they are full, every second is dropped and the spacing doubles. Of all other steps
 * it keeps the loss. Besides, it keeps one copy of the initial parameters. The schedule counts steps and looks at no clock, so a
 * seed gives one history.
 *
 * <p>What it costs is measured by {@code FlowRecorderCost}, a part of {@code mvn -q -Pbenchmark test-compile exec:java -Dexec.args=trainers}. At most one step
 * in eight of a training of 300 steps or more is recorded.
 */
public final class FlowRecorder extends BaseTrainingListener {
    /** So many snapshots are kept at most. */
    public static final int MOST_SNAPSHOTS = Schedule.MOST;

    /** So many steps at the beginning are all recorded. */
    public static final int FIRST_STEPS = Schedule.FIRST;

    /** Then one step in so many, by default: the spacing of the original's histograms. */
    public static final int SPACING = 10;

    private final Model model;
    private final Architecture architecture;
    private final Map<String, double[]> start = new LinkedHashMap<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Losses.Recorder losses = new Losses.Recorder();
    private final Schedule schedule;
    private int step;
    private OptionalInt firstNonFinite = OptionalInt.empty();
    private final Map<String, UnitActivity> units = new LinkedHashMap<>();
    private Step open;

    /** The part of a snapshot that is known before the step's updates. */
    private record Step(double penalty, int batch, Map<String, ParameterFlow> parameters) {}

    /**
     * A recorder for one model, with the default schedule.
     *
     * @param model initialised, with the parameters that count as its start
     */
    public FlowRecorder(Model model) {
        this(model, SPACING);
    }

    /**
     * A recorder for one model that looks more often or more rarely.
     *
     * @param model initialised, with the parameters that count as its start
     * @param spacing one step in so many is recorded at first; 1 for every step, which costs ten times as much
     * @throws IllegalArgumentException if {@code spacing} is below 1
     */
    public FlowRecorder(Model model, int spacing) {
        this.model = model;
        this.schedule = new Schedule(spacing);
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
     * Everything that was recorded up to now.
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
        return schedule.isDue(step);
    }

    @Override
    public void onForwardPass(Model network, List<INDArray> activations) {
        if (due()) {
            for (int i = 1; i < activations.size(); i++) { // 0 is the input
                LayerFacts layer = architecture.layers().get(i - 1);
                units.put(
                        layer.name(), Activity.of(layer, activations.get(i), NetworkNodes.mask(network, layer.name())));
            }
        }
    }

    @Override
    public void onForwardPass(Model network, Map<String, INDArray> activations) {
        if (due()) {
            for (LayerFacts layer : architecture.layers()) {
                INDArray values = activations.get(layer.name());
                if (values != null) {
                    units.put(layer.name(), Activity.of(layer, values, NetworkNodes.mask(network, layer.name())));
                }
            }
        }
    }

    @Override
    public void onGradientCalculation(Model network) {
        if (!due()) {
            return;
        }
        Map<String, INDArray> values = network.paramTable();
        Map<String, INDArray> gradients = network.gradient().gradientForVariable();
        int batch = network.batchSize();
        Map<String, ParameterFlow> flows = new LinkedHashMap<>();
        for (LayerFacts layer : architecture.layers()) {
            if (!layer.parameters().isEmpty()) {
                add(layer, architecture.miniBatch() ? batch : 1, values, gradients, flows);
            }
        }
        open = new Step(penalty(network), batch, flows);
    }

    private void add(
            LayerFacts layer,
            int rows,
            Map<String, INDArray> values,
            Map<String, INDArray> gradients,
            Map<String, ParameterFlow> flows) {
        Map<String, double[]> elements = new LinkedHashMap<>();
        Map<String, Statistics> raw = new LinkedHashMap<>();
        Map<String, Double> norms = new LinkedHashMap<>();
        for (String key : layer.parameters()) {
            if (gradients.get(key) != null) {
                elements.put(key, Doubles.of(gradients.get(key)));
                raw.put(key, Statistics.of(elements.get(key)));
                norms.put(key, raw.get(key).norm());
            }
        }
        List<Double> estimates = layer.estimates().stream()
                .filter(gradients::containsKey)
                .map(key -> statistics(gradients.get(key)).norm())
                .toList();
        Map<String, Clipping> clippings = Clipping.of(layer.updating(), rows, norms, estimates);
        for (String key : layer.parameters()) {
            double[] value = Doubles.of(values.get(key));
            Statistics gradient = raw.getOrDefault(key, Statistics.NONE);
            Clipping clipping = clippings.getOrDefault(key, Clipping.NONE);
            flows.put(
                    key,
                    new ParameterFlow(
                            gradient,
                            clipping.equals(Clipping.NONE) ? gradient : Statistics.of(elements.get(key), clipping),
                            Statistics.NONE,
                            Statistics.of(value),
                            distance(start.get(key), value)));
        }
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
            Map<String, INDArray> updates = network.gradient().gradientForVariable();
            open.parameters.replaceAll((key, flow) -> flow.withUpdate(statistics(updates.get(key))));
            snapshots.add(
                    new Snapshot(step, loss, open.penalty, open.batch, open.parameters, new LinkedHashMap<>(units)));
            open = null;
            schedule.thin(snapshots);
        }
        step++;
    }

    private static Statistics statistics(INDArray array) {
        return array == null ? Statistics.NONE : Statistics.of(Doubles.of(array));
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
