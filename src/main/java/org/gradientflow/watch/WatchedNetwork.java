package org.gradientflow.watch;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Checkpoint;
import org.gradientflow.model.Iterations;
import org.gradientflow.model.Subject;
import org.gradientflow.observation.StepReader;
import org.gradientflow.observation.StepReading;
import org.gradientflow.watch.Confirmation.BrokenSteps;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a watch keeps of one network. It holds no reference to the network itself, which may be collected. */
final class WatchedNetwork {
    private final WatchSettings settings;
    private final Consumer<Confirmation> confirm;
    private final StepReader reader;
    private final RecentBatches recent;
    private final LossTrend trend = new LossTrend();
    private final Suspicions suspicions = new Suspicions();
    private final Waiting waiting = new Waiting();
    private final Checkpoint good = new Checkpoint();
    private Checkpoint start = new Checkpoint();
    private StepReading reading;
    private boolean open;
    private boolean broken;
    private long step;
    private long kept;

    WatchedNetwork(Model model, WatchSettings settings, Consumer<Confirmation> confirm) {
        this.settings = settings;
        this.confirm = confirm;
        reader = new StepReader(model);
        recent = new RecentBatches(settings.memory());
        good.keep(model, Iterations.of(model));
        kept = -1;
        start.keep(model, Iterations.of(model));
    }

    private boolean due() {
        return step % settings.every() == 0;
    }

    void forward(Model model, List<INDArray> activations) {
        recent.forward((MultiLayerNetwork) model);
        if (due()) {
            reader.forward(model, activations);
        }
    }

    void forward(Model model, Map<String, INDArray> activations) {
        if (due()) {
            reader.forward(model, activations);
        }
    }

    /**
     * The only moment of a step in which a graph still has its labels. Called twice in a step by a network that has the watch twice.
     */
    void backward(Model model) {
        if (!open) {
            open = true;
            recent.add(model);
        }
    }

    void gradients(Model model) {
        if (due()) {
            reader.backward(model);
        }
    }

    /** The last reading; null before the first. */
    StepReading reading() {
        return reading;
    }

    /**
     * The end of a step.
     *
     * @param free whether nothing is being examined
     * @return whether there is a new reading
     */
    boolean done(Model model, int iteration, int epoch, boolean free) {
        if (!open) {
            return false;
        }
        boolean due = due();
        open = false;
        double loss = model.score();
        Set<Suspicion> found = EnumSet.noneOf(Suspicion.class);
        if (!Double.isFinite(loss)) {
            found.add(Suspicion.NON_FINITE);
        } else {
            trend.add(loss);
            if (due) {
                reading = reader.done(model);
                found.addAll(suspicions.of(reading, trend));
            }
        }
        if (found.contains(Suspicion.NON_FINITE)) {
            if (!broken && !recent.isEmpty()) {
                broken = true;
                BrokenSteps steps = new BrokenSteps(good.restored(model), recent.last((int) (step - kept)));
                ask(model, Optional.of(steps), Suspicion.NON_FINITE, iteration, epoch);
            }
        } else if (due) {
            broken = false;
            good.keep(model, iteration + 1);
            kept = step;
            if (free && !found.isEmpty() && step >= settings.warmup() && waiting.isOver(found, step)) {
                waiting.examined(found, step);
                ask(model, Optional.empty(), found.iterator().next(), iteration, epoch);
            }
        }
        step++;
        return due && reading != null;
    }

    /**
     * At first the network as it was when the watch began: what is dead or lost by now was made so by something. Later what it is now.
     */
    private Subject state(Model model) {
        Checkpoint first = start;
        start = null;
        return (first == null ? good : first).restored(model);
    }

    /** Copied on the thread that trains, which holds the network's lock. */
    private void ask(Model model, Optional<BrokenSteps> steps, Suspicion suspicion, int iteration, int epoch) {
        confirm.accept(
                new Confirmation(state(model), recent.all(), recent.batch(), steps, suspicion, iteration, epoch));
    }
}
