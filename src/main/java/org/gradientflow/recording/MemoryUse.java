package org.gradientflow.recording;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/** Reports heap and native memory, for the System page. */
final class MemoryUse {

    private MemoryUse() {}

    static void writeTo(StatsReport report) {
        Runtime runtime = Runtime.getRuntime();
        report.reportMemoryUse(
                runtime.totalMemory(),
                runtime.maxMemory(),
                Pointer.totalBytes(),
                Pointer.maxBytes(),
                null,
                null); // no devices but the CPU
    }
}
