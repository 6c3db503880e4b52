package org.gradientflow.diagnosis.origin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradientflow.diagnosis.origin.NonFiniteOrigin.Phase;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** One step of training of a copy, made part by part until a number is not finite. */
final class StepReplay {
    private final Subject copy;
    private final MultiDataSet batch;
    private final Architecture architecture;
    private final int iteration;
    private final NonFiniteReason reason;
    private final double growth;

    /**
     * A step that was not made yet.
     *
     * @param copy before the step; is trained
     * @param batch of the step
     * @param iteration number of the step
     * @param growth of the largest parameter in the steps before, as a factor
     */
    StepReplay(Subject copy, MultiDataSet batch, int iteration, double growth) {
        this.copy = copy;
        this.batch = batch;
        this.iteration = iteration;
        this.growth = growth;
        architecture = Architecture.of(copy.model());
        reason = new NonFiniteReason(architecture, batch, growth);
    }

    /** Makes the step; empty where all of it is finite. */
    Optional<NonFiniteOrigin> run() {
        return data("features", batch.getFeatures())
                .or(() -> data("labels", batch.getLabels()))
                .or(() -> parameters(Phase.BEFORE))
                .or(this::forward)
                .or(this::loss)
                .or(this::backward)
                .or(this::update);
    }

    private Optional<NonFiniteOrigin> data(String what, INDArray[] arrays) {
        for (INDArray array : arrays) {
            if (!Finite.all(array)) {
                return Optional.of(at(Phase.BEFORE, Finding.ALL_LAYERS, what, array, 0, NonFiniteCause.DATA));
            }
        }
        return Optional.empty();
    }

    private Optional<NonFiniteOrigin> parameters(Phase phase) {
        for (LayerFacts layer : architecture.withParameters()) {
            for (String key : layer.parameters()) {
                INDArray values = copy.model().getParam(key);
                if (!Finite.all(values)) {
                    NonFiniteCause cause =
                            phase == Phase.BEFORE ? NonFiniteCause.PARAMETERS : reason.ofUpdate(Finite.largest(values));
                    return Optional.of(at(phase, layer.name(), key, Finite.largest(values), cause));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<NonFiniteOrigin> forward() {
        Map<String, INDArray> outputs = copy.trainingActivations(batch);
        Map<String, Double> sizes = new LinkedHashMap<>();
        double input = 0;
        for (INDArray features : batch.getFeatures()) {
            input = Math.max(input, Finite.largest(features));
        }
        for (LayerFacts layer : architecture.layers()) {
            INDArray output = outputs.get(layer.name());
            if (output == null) {
                continue;
            }
            double before = input;
            for (String from : layer.inputs()) {
                before = sizes.getOrDefault(from, before);
            }
            if (!Finite.all(output)) {
                int row = (int) (Finite.firstNot(output).orElse(0) / (output.length() / output.size(0)));
                return Optional.of(
                        at(Phase.FORWARD, layer.name(), "output", output, before, reason.ofLayer(layer, before, row)));
            }
            sizes.put(layer.name(), Finite.largest(output));
        }
        return Optional.empty();
    }

    private Optional<NonFiniteOrigin> loss() {
        Optional<INDArray> losses = copy.rowLosses(batch);
        if (losses.isPresent() && !Finite.all(losses.get())) {
            return Optional.of(
                    loss(OptionalInt.of((int) Finite.firstNot(losses.get()).orElse(0))));
        }
        // The rows' losses may be finite, and their sum not.
        return Double.isFinite(copy.loss(batch)) ? Optional.empty() : Optional.of(loss(OptionalInt.empty()));
    }

    private NonFiniteOrigin loss(OptionalInt row) {
        List<INDArray> outputs = copy.output(batch);
        double largest = outputs.stream().mapToDouble(Finite::largest).max().orElse(0);
        return new NonFiniteOrigin(
                iteration,
                Phase.LOSS,
                architecture.outputs().get(0).name(),
                "loss",
                row,
                OptionalInt.empty(),
                largest,
                growth,
                reason.ofLoss(outputs, largest, row.orElse(0)));
    }

    private Optional<NonFiniteOrigin> backward() {
        Map<String, INDArray> gradients = copy.gradients(batch);
        List<LayerFacts> layers = architecture.withParameters();
        for (int i = layers.size() - 1; i >= 0; i--) {
            for (String key : layers.get(i).parameters()) {
                INDArray gradient = gradients.get(key);
                if (gradient != null && !Finite.all(gradient)) {
                    double largest = Finite.largest(gradient);
                    return Optional.of(at(
                            Phase.BACKWARD,
                            layers.get(i).name(),
                            "gradient of " + key,
                            largest,
                            reason.ofLayer(layers.get(i), largest, 0)));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<NonFiniteOrigin> update() {
        copy.fit(TrainingData.of(batch));
        return parameters(Phase.UPDATE);
    }

    private NonFiniteOrigin at(
            Phase phase, String layer, String what, INDArray array, double before, NonFiniteCause cause) {
        long width = array.length() / array.size(0);
        long place = Finite.firstNot(array).orElse(0);
        return new NonFiniteOrigin(
                iteration,
                phase,
                layer,
                what,
                OptionalInt.of((int) (place / width)),
                OptionalInt.of((int) (place % width)),
                before,
                growth,
                cause);
    }

    private NonFiniteOrigin at(Phase phase, String layer, String what, double before, NonFiniteCause cause) {
        return new NonFiniteOrigin(
                iteration, phase, layer, what, OptionalInt.empty(), OptionalInt.empty(), before, growth, cause);
    }
}
