package org.gradientflow.recording;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.gradientflow.model.Iterations;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reports steps 0, N, 2N, ... of a training to DL4J's UI, with the numbers of exactly that step and at low cost.
 *
 * <pre>{@code
 * network.setListeners(new StepStatsListener(storage, SessionId.of("three-layer", 0, LocalDateTime.now()), 10));
 * }</pre>
 *
 * <p>It replaces {@link StatsListener} and writes the same records, but differs from {@code new StatsListener(storage, N)}:
 * <ul>
 * <li>it reports step 0, which DL4J's listener leaves out;
 * <li>what it reports at step N was computed in step N; DL4J's listener reports gradients and activations of steps 1, N+1,
 *     ..., each with the parameters and updates of N-1 steps later;
 * <li>it keeps two reports of the same millisecond; a storage keeps one report per time stamp.
 * </ul>
 *
 * <p>At each reported step <em>t</em>:
 * <ul>
 * <li><b>Activations</b> are those of the forward pass: the input and every hidden layer. DL4J does not pass the output
 *     layer's to listeners.
 * <li><b>Gradients</b> are raw: summed over the minibatch, before division by its size, before clipping and the updater.
 * <li><b>Updates</b> are what was subtracted from the parameters: the gradients after clipping and the updater.
 * <li><b>Parameters</b> are those <em>after</em> that subtraction, with which step t+1 starts. The score belongs to the
 *     forward pass, and so to the parameters before the subtraction.
 * </ul>
 *
 * <p>One listener serves one {@code MultiLayerNetwork} or {@code ComputationGraph}, on the thread that trains it.
 */
public final class StepStatsListener implements TrainingListener {

    private final StatsStorageRouter storage;
    private final String session;
    private final int every;
    private final ReportClock clock = new ReportClock(System::currentTimeMillis);
    private final ReportedProgress progress = new ReportedProgress();
    private final GarbageCollections collections = new GarbageCollections();

    private Model network;
    private String worker;
    private StatsByName activations = StatsByName.NONE;
    private StatsByName gradients = StatsByName.NONE;

    /**
     * A listener that reports every {@code every}-th step, the first one included.
     *
     * @param storage stores the reports
     * @param session the name that the UI shows, see {@link SessionId}
     * @param every 1 or more
     */
    public StepStatsListener(StatsStorageRouter storage, SessionId session, int every) {
        this.storage = Objects.requireNonNull(storage, "storage");
        this.session = session.toString();
        if (every < 1) {
            throw new IllegalArgumentException("every: expected 1 or more steps, got " + every);
        }
        this.every = every;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> layers) {
        if (isDue(model)) {
            activations = StatsByName.ofLayers(layers);
        }
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> layers) {
        if (isDue(model)) {
            activations = StatsByName.of(layers);
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        if (isDue(model)) {
            gradients = StatsByName.of(model.gradient().gradientForVariable());
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        if (network == null) {
            begin(model);
        } else if (network != model) {
            throw new IllegalStateException("One StepStatsListener serves one network; give each network its own");
        }
        progress.step(model);
        if (iteration % every == 0) {
            storage.putUpdate(report(model, iteration));
            activations = StatsByName.NONE;
            gradients = StatsByName.NONE;
        }
    }

    private void begin(Model model) {
        network = model;
        worker = StaticInfo.put(storage, session, model);
        progress.begin();
    }

    private SbeStatsReport report(Model model, int iteration) {
        long started = System.nanoTime();
        SbeStatsReport report = new SbeStatsReport();
        report.reportIDs(session, StatsListener.TYPE_ID, worker, clock.next());
        report.reportIterationCount(iteration);
        report.reportScore(model.score());
        progress.writeTo(report);
        collections.writeTo(report);
        MemoryUse.writeTo(report);
        report.reportLearningRates(LearningRates.of(model));
        StatsByName.of(model.paramTable(true)).writeTo(report, StatsType.Parameters);
        gradients.writeTo(report, StatsType.Gradients);
        StatsByName.of(model.gradient().gradientForVariable()).writeTo(report, StatsType.Updates);
        activations.writeTo(report, StatsType.Activations);
        report.reportStatsCollectionDurationMS((int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return report;
    }

    /** During a step the network's count is the number of that step, which {@code iterationDone} gets later. */
    private boolean isDue(Model model) {
        return Iterations.of(model) % every == 0;
    }

    @Override
    public void onBackwardPass(Model model) {
        // The updates are read in iterationDone. They are not updates yet here, contrary to DL4J's Javadoc.
    }

    @Override
    public void onEpochStart(Model model) {}

    @Override
    public void onEpochEnd(Model model) {}
}
