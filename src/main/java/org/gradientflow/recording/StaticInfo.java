package org.gradientflow.recording;

import java.util.Collection;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsUpdateConfiguration;
import org.deeplearning4j.ui.model.stats.impl.DefaultStatsUpdateConfiguration;

/** Stores what the UI needs once per session: the model, the software and the machine. DL4J's own listener gathers it. */
final class StaticInfo {

    private StaticInfo() {}

    /** Puts the information into {@code storage} and returns the name of the worker. */
    static String put(StatsStorageRouter storage, String session, Model model) {
        StatsListener stock = new StatsListener(new WithoutUpdates(storage), null, nothing(), session, null);
        stock.iterationDone(model, 0, 0);
        return stock.getWorkerID();
    }

    private static StatsUpdateConfiguration nothing() {
        return new DefaultStatsUpdateConfiguration.Builder()
                .reportingFrequency(1)
                .collectPerformanceStats(false)
                .collectMemoryStats(false)
                .collectGarbageCollectionStats(false)
                .collectLearningRates(false)
                .collectHistogramsParameters(false)
                .collectHistogramsUpdates(false)
                .collectHistogramsActivations(false)
                .collectMeanParameters(false)
                .collectMeanGradients(false)
                .collectMeanUpdates(false)
                .collectMeanActivations(false)
                .collectStdevParameters(false)
                .collectStdevUpdates(false)
                .collectStdevActivations(false)
                .collectStdevGradients(false) // turns the gradients' histograms off too, in place of their own setting
                .collectMeanMagnitudesParameters(false)
                .collectMeanMagnitudesGradients(false)
                .collectMeanMagnitudesUpdates(false)
                .collectMeanMagnitudesActivations(false)
                .build();
    }

    private record WithoutUpdates(StatsStorageRouter storage) implements StatsStorageRouter {

        @Override
        public void putStorageMetaData(StorageMetaData data) {
            storage.putStorageMetaData(data);
        }

        @Override
        public void putStorageMetaData(Collection<? extends StorageMetaData> data) {
            storage.putStorageMetaData(data);
        }

        @Override
        public void putStaticInfo(Persistable info) {
            storage.putStaticInfo(info);
        }

        @Override
        public void putStaticInfo(Collection<? extends Persistable> info) {
            storage.putStaticInfo(info);
        }

        @Override
        public void putUpdate(Persistable update) {}

        @Override
        public void putUpdate(Collection<? extends Persistable> updates) {}
    }
}
