package org.gradientflow.report.data;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.ParameterRecorder;
import org.gradientflow.storage.RunSummary;
import org.gradientflow.training.Provenance;
import org.gradientflow.training.Run;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;

/** Trains an experiment and reduces its steps at once to what the figures need, without writing files. */
final class Training {
    /** Steps between two records, as in {@code run} and the original. */
    private static final int EVERY = 10;

    private Training() {}

    static CaseData of(Experiment experiment, Provenance provenance) {
        Session session = Session.start(experiment);
        FlowSummary flow = new FlowSummary(ParameterRecorder.parameters(session.network()));
        session.network().addListeners(new ParameterRecorder(session.network(), EVERY, flow));
        TraceSummary trace = new TraceSummary(experiment, experiment.steps());
        Run run = session.run(() -> false, List.of(new Step.Listener() {
            @Override
            public void after(Step step, MultiLayerNetwork network) {
                trace.accept(step);
            }
        }));
        return flow.build(RunSummary.of(List.of(run), provenance).cases().get(0), EVERY, trace);
    }
}
