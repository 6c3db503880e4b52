package org.gradientflow.training;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The versions and the machine that produced a run's numbers.
 *
 * @param gradientflow this project's version
 * @param deeplearning4j DL4J's version
 * @param backend ND4J's backend
 * @param blas the BLAS behind it
 * @param java version and vendor
 * @param os name, version and architecture
 * @param processors number of processors that Java may use
 * @param time of the run, in UTC
 */
public record Provenance(
        String gradientflow,
        String deeplearning4j,
        String backend,
        String blas,
        String java,
        String os,
        int processors,
        String time) {

    /**
     * This process, now.
     *
     * @return its provenance
     */
    public static Provenance now() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        return new Provenance(
                ownVersion(),
                deeplearning4jVersion(),
                Nd4j.getBackend().getClass().getSimpleName(),
                String.valueOf(environment.get("blas.vendor")),
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String ownVersion() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** From the properties that Maven puts into the jar, as DL4J's manifest has no version. */
    private static String deeplearning4jVersion() {
        try (InputStream note = MultiLayerNetwork.class.getResourceAsStream(
                "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            Properties properties = new Properties();
            if (note != null) {
                properties.load(note);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
