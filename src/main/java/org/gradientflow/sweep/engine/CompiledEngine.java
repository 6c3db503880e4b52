package org.gradientflow.sweep.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.InitialParameters;
import org.gradientflow.network.Networks;
import org.gradientflow.network.ReconstructionLoss;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.sweep.compiled.CompiledTrainer;
import org.gradientflow.sweep.compiled.Replicas;
import org.gradientflow.training.RecentSteps;
import org.gradientflow.training.Signal;
import org.gradientflow.training.Step;

/** The compiled trainer: DL4J's numbers, many networks side by side. */
final class CompiledEngine implements Engine {
    /** Seconds to draw a network: an order of magnitude. */
    private static final double A_NETWORK = 1e-4;

    /**
     * Parameters times rows times steps a second of a thread with vectors: what {@code sweep three-layer-xavier --threads=1}
     * takes longer with {@code --seeds=3000} than with {@code --seeds=100} is 1.5 ms a network of 321 parameters.
     */
    private static final double PER_SECOND = 2e9;

    @Override
    public String name() {
        return "compiled";
    }

    @Override
    public int atOnce(Experiment experiment) {
        return CompiledTrainer.of(Networks.configuration(experiment)).lanes();
    }

    @Override
    public double seconds(Experiment experiment) {
        double work = (double) Networks.parameters(experiment) * experiment.batch() * experiment.steps();
        return A_NETWORK + work / PER_SECOND;
    }

    @Override
    public Optional<List<Trained>> train(Experiment first, int count, BooleanSupplier stop) {
        return new Block(first, count).train(stop);
    }

    /** Networks that are trained side by side, and what their results need. */
    private static final class Block {
        private final Experiment experiment;
        private final int count;
        /** Replicas: the networks, and spare ones behind them. */
        private final int lanes;

        private final float[][] initial;
        private final Replicas replicas;
        private final Signal[] signals;
        private final RecentSteps[] recent;
        private final GradientPool pool;
        private final float[] batch;
        private final float[] inputs;

        Block(Experiment first, int count) {
            this.experiment = first;
            this.count = count;
            lanes = CompiledTrainer.whole(count);
            InitialParameters draws = InitialParameters.of(first);
            initial = new float[lanes][];
            signals = new Signal[count];
            recent = new RecentSteps[count];
            pool = new GradientPool(lanes, firstLayerWeights());
            for (int i = 0; i < count; i++) {
                initial[i] = draws.draw(first.seed() + i);
                signals[i] = Signal.uniform(first.seed() + i, 0);
                recent[i] = new RecentSteps(first.countedRows(), List.of());
            }
            Arrays.fill(initial, count, lanes, initial[0]);
            replicas = CompiledTrainer.of(Networks.configuration(first)).replicas(initial);
            batch = new float[first.batch()];
            inputs = new float[first.batch() * lanes];
        }

        private int firstLayerWeights() {
            return Networks.INPUTS * experiment.hidden().get(0);
        }

        Optional<List<Trained>> train(BooleanSupplier stop) {
            for (int step = 0; step < experiment.steps(); step++) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                fill();
                replicas.step(inputs, inputs);
                if (step < FirstLayerFlow.POOLED_STEPS) {
                    pool.add(replicas);
                }
                if (step >= experiment.steps() - RecentSteps.KEPT) {
                    remember(step);
                }
            }
            return Optional.of(IntStream.range(0, count).mapToObj(this::trained).toList());
        }

        private void fill() {
            for (int i = 0; i < count; i++) {
                signals[i].next(batch);
                for (int row = 0; row < batch.length; row++) {
                    inputs[row * lanes + i] = batch[row];
                }
            }
        }

        private void remember(int step) {
            for (int i = 0; i < count; i++) {
                float estimate = ReconstructionLoss.ESTIMATE_FACTOR * replicas.output(i, 0, 0);
                recent[i].after(new Step(step, inputs[i], replicas.loss(i), estimate), null);
            }
        }

        private Trained trained(int i) {
            float[] parameters = replicas.parameters(i);
            return new Trained(
                    new Result(
                            recent[i].loss(),
                            recent[i].slope(),
                            pool.start(i).std(),
                            pool.std(i),
                            relativeDisplacement(initial[i], parameters),
                            DeadUnits.count(experiment, parameters),
                            Result.isSilent(pool.start(i))),
                    parameters);
        }

        private double relativeDisplacement(float[] start, float[] now) {
            double moved = 0;
            double norm = 0;
            for (int i = 0; i < firstLayerWeights(); i++) {
                double distance = (double) now[i] - start[i];
                moved += distance * distance;
                norm += (double) start[i] * start[i];
            }
            return Math.sqrt(moved) / Math.sqrt(norm);
        }
    }
}
