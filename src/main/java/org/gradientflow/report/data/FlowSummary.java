package org.gradientflow.report.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gradientflow.network.ParameterNames;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.observation.Parameter;
import org.gradientflow.observation.ParameterValues;

/** Reduces the snapshots of one training, one by one, to what the report shows. */
final class FlowSummary implements Consumer<ParameterValues> {
    private static final int LAST_STEP = FirstLayerFlow.POOLED_STEPS - 1;

    /** Steps between the histograms that are kept of the first 1,001 steps: the original recorded as many. */
    private static final int HISTOGRAM_EVERY = 10;

    private final List<Parameter> parameters;
    private final List<WeightLayer> layers = new ArrayList<>();
    private final List<Distribution> weights = new ArrayList<>();
    private final List<Distribution> gradients = new ArrayList<>();
    private final SeriesBuilder moved = new SeriesBuilder();
    private final SeriesBuilder movedRelative = new SeriesBuilder();
    private int firstStep = -1;
    private float[] start;
    private boolean trueStart;
    private float[] before;
    private boolean[] reached;
    private int snapshots;
    private int changes;

    FlowSummary(List<Parameter> parameters) {
        this.parameters = parameters;
        for (ParameterNames.Name name : ParameterNames.of(Math.max(2, parameters.size() / 2))) {
            for (int i = 0; i < parameters.size(); i++) {
                if (name.original().startsWith("W")
                        && name.key().equals(parameters.get(i).key())) {
                    layers.add(new WeightLayer(
                            i,
                            index(name.key().replace("_W", "_b")),
                            name.original() + ":0",
                            parameters.get(i).shape().get(0)));
                }
            }
        }
    }

    private int index(String key) {
        return IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).key().equals(key))
                .findFirst()
                .orElse(-1);
    }

    /** The first layer's weights. */
    Parameter first() {
        return parameters.get(layers.get(0).index);
    }

    /** Sets the initial weights of the first layer, from which movement is measured. */
    void startFrom(float[] weights) {
        start = new float[first().recorded()];
        for (int i = 0; i < start.length; i++) {
            start[i] = weights[i * first().stride()];
        }
        trueStart = true;
    }

    /** One layer while it is read. */
    private static final class WeightLayer {
        private final int index;
        private final int bias;
        private final String name;
        private final long fanIn;
        private final Spread pooled = new Spread();
        private final Spread errors = new Spread();
        private final SeriesBuilder overSteps = new SeriesBuilder();
        private double initialSpread;

        /** A layer without biases has -1 for their index. */
        WeightLayer(int index, int bias, String name, long fanIn) {
            this.index = index;
            this.bias = bias;
            this.name = name;
            this.fanIn = fanIn;
        }

        Layer build() {
            return new Layer(
                    name, fanIn, initialSpread, pooled.standardDeviation(), errors.rootMeanSquare(), overSteps.build());
        }
    }

    boolean hasLayers() {
        return !layers.isEmpty();
    }

    @Override
    public void accept(ParameterValues snapshot) {
        float[] values = snapshot.values().get(layers.get(0).index);
        float[] gradient = snapshot.gradients().get(layers.get(0).index);
        if (firstStep < 0) {
            firstStep = snapshot.step();
            if (start == null) {
                start = values;
                trueStart = firstStep == 0;
            }
            reached = new boolean[values.length];
            layers.forEach(
                    layer -> layer.initialSpread = Spread.of(snapshot.values().get(layer.index)));
        }
        if (snapshot.step() <= LAST_STEP) {
            for (WeightLayer layer : layers) {
                float[] own = snapshot.gradients().get(layer.index);
                layer.pooled.add(own);
                if (layer.bias >= 0) {
                    layer.errors.add(snapshot.gradients().get(layer.bias));
                }
                layer.overSteps.add(snapshot.step(), Spread.of(own));
            }
            for (int i = 0; i < gradient.length; i++) {
                reached[i] |= gradient[i] != 0;
            }
            if (snapshot.step() % HISTOGRAM_EVERY == 0 || snapshot.step() == firstStep) {
                weights.add(new Distribution(snapshot.step(), values));
                gradients.add(new Distribution(snapshot.step(), gradient));
            }
        }
        move(snapshot.step(), values);
    }

    private void move(int step, float[] values) {
        double distance = 0;
        double norm = 0;
        for (int i = 0; i < values.length; i++) {
            distance += Math.pow((double) values[i] - start[i], 2);
            norm += Math.pow(start[i], 2);
        }
        moved.add(step, Math.sqrt(distance));
        movedRelative.add(step, Math.sqrt(distance / norm));
        if (snapshots++ > 0 && !Arrays.equals(before, values)) {
            changes++;
        }
        before = values;
    }

    /** The data of the case, from these snapshots and the given summary and steps. */
    CaseData build(org.gradientflow.storage.RunSummary.Case summary, int every, TraceSummary trace) {
        int silent = 0;
        for (boolean one : reached == null ? new boolean[0] : reached) {
            silent += one ? 0 : 1;
        }
        return new CaseData(
                summary,
                every,
                trace.first(),
                parameters.stream().anyMatch(parameter -> parameter.stride() > 1),
                List.copyOf(weights),
                List.copyOf(gradients),
                layers.stream().map(WeightLayer::build).toList(),
                trueStart ? 0 : Math.max(0, firstStep),
                moved.build(),
                movedRelative.build(),
                (double) changes / Math.max(1, snapshots - 1),
                silent,
                trace.loss(),
                trace.inputs(),
                trace.estimates());
    }
}
