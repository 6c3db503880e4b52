package org.gradientflow.recording;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;

/** Finds markup in the texts of a record. DL4J's pages insert these texts as HTML, so markup could run a script there. */
final class Markup {
    /** Quotes count too, because they end an attribute. */
    private static final Pattern MARKUP = Pattern.compile("[<\"']");

    /** Plain or escaped, even more than once; DL4J escapes no letter and no bracket. */
    private static final Pattern JSON_MARKUP = Pattern.compile("<|\\\\u00");

    private Markup() {}

    static boolean isIn(String text) {
        return text != null && MARKUP.matcher(text).find();
    }

    static boolean isIn(Persistable report) {
        return texts(report).anyMatch(Markup::isIn)
                || report instanceof StatsInitializationReport info
                        && info.hasModelInfo()
                        && info.getModelConfigJson() != null
                        && JSON_MARKUP.matcher(info.getModelConfigJson()).find();
    }

    private static Stream<String> texts(Persistable report) {
        Stream<String> who = Stream.of(report.getSessionID(), report.getTypeID(), report.getWorkerID());
        if (report instanceof StatsInitializationReport info) {
            return Stream.concat(who, texts(info));
        }
        return report instanceof StatsReport stats ? Stream.concat(who, texts(stats)) : who;
    }

    private static Stream<String> texts(StatsInitializationReport info) {
        Stream<String> machine = !info.hasSoftwareInfo()
                ? Stream.of()
                : Stream.concat(
                        Stream.of(
                                info.getSwArch(),
                                info.getSwOsName(),
                                info.getSwJvmName(),
                                info.getSwJvmVersion(),
                                info.getSwJvmSpecVersion(),
                                info.getSwNd4jBackendClass(),
                                info.getSwNd4jDataTypeName(),
                                info.getSwHostName(),
                                info.getSwJvmUID()),
                        pairs(info.getSwEnvironmentInfo()));
        Stream<String> hardware = !info.hasHardwareInfo()
                ? Stream.of()
                : Stream.concat(Stream.of(info.getHwHardwareUID()), array(info.getHwDeviceDescription()));
        Stream<String> model = !info.hasModelInfo()
                ? Stream.of()
                : Stream.concat(Stream.of(info.getModelClassName()), array(info.getModelParamNames()));
        return Stream.of(machine, hardware, model).flatMap(texts -> texts);
    }

    private static Stream<String> texts(StatsReport report) {
        Stream<String> collectors = report.hasGarbageCollection()
                ? report.getGarbageCollectionStats().stream().map(each -> each.getFirst())
                : Stream.of();
        Stream<String> arrays = Arrays.stream(StatsType.values())
                .flatMap(type -> Stream.of(
                        report.getHistograms(type),
                        report.getMean(type),
                        report.getStdev(type),
                        report.getMeanMagnitudes(type)))
                .flatMap(Markup::keys);
        return Stream.of(collectors, arrays, keys(report.getLearningRates())).flatMap(texts -> texts);
    }

    private static Stream<String> keys(Map<String, ?> map) {
        return map == null ? Stream.of() : map.keySet().stream();
    }

    private static Stream<String> pairs(Map<String, String> map) {
        return map == null ? Stream.of() : Stream.concat(map.keySet().stream(), map.values().stream());
    }

    private static Stream<String> array(String[] texts) {
        return texts == null ? Stream.of() : Arrays.stream(texts);
    }
}
