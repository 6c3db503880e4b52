package org.gradientflow.sweep.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.training.Run;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;

/** Trains with Deeplearning4j itself, one network after another, exactly as {@code run} does. */
final class Dl4jEngine implements Engine {
    /** Seconds of a step for each layer, whatever its size, and parameters times rows a second: orders of magnitude. */
    private static final double A_LAYER = 2e-4;

    private static final double PER_SECOND = 2e9;

    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public int atOnce(Experiment experiment) {
        return 1;
    }

    @Override
    public double seconds(Experiment experiment) {
        double step = A_LAYER * experiment.weightLayers() + work(experiment) / PER_SECOND;
        return step * experiment.steps();
    }

    private static double work(Experiment experiment) {
        return (double) Networks.parameters(experiment) * experiment.batch();
    }

    @Override
    public Optional<List<Trained>> train(Experiment first, int count, BooleanSupplier stop) {
        List<Trained> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Experiment experiment = first.withSeed(first.seed() + i);
            Session session = Session.start(experiment);
            Start start = new Start(session);
            Run run = session.run(stop, List.of(start));
            if (run.steps() < experiment.steps()) {
                return Optional.empty();
            }
            float[] parameters = Floats.of(session.network().params());
            FirstLayerFlow.Figures flow = run.firstLayer();
            all.add(new Trained(
                    new Result(
                            run.loss(),
                            run.slope(),
                            start.pool.std(),
                            flow.gradientStd(),
                            flow.relativeDisplacement(),
                            DeadUnits.count(experiment, parameters),
                            Result.isSilent(start.pool)),
                    parameters));
        }
        return Optional.of(all);
    }

    /** The gradients of the first steps, which the session pools with those after. */
    private static final class Start implements Step.Listener {
        private final Session session;
        private FirstLayerFlow.Pool pool;

        Start(Session session) {
            this.session = session;
        }

        @Override
        public void after(Step step, MultiLayerNetwork network) {
            if (step.index() < Result.START_STEPS) {
                pool = session.memory().pool();
            }
        }
    }
}
