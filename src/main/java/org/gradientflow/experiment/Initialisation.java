package org.gradientflow.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.deeplearning4j.nn.weights.WeightInit;

/**
 * How weights are drawn before training. The command line writes it as {@code normal:1e-3}, {@code xavier-uniform} or {@code
 * relu}.
 */
public sealed interface Initialisation {

    /** TensorFlow's {@code xavier_initializer()}, which is uniform; DL4J's plain {@code XAVIER} is Gaussian. */
    Initialisation XAVIER_UNIFORM = new Scheme(WeightInit.XAVIER_UNIFORM);

    /**
     * The text that {@link #parse} reads back.
     *
     * @return for example {@code normal:0.001}
     */
    String text();

    /**
     * A Gaussian around 0, independent of the layer's size.
     *
     * @param standardDeviation of every weight, positive and finite
     */
    record Normal(double standardDeviation) implements Initialisation {
        /**
         * Refuses a standard deviation that is not a positive finite number.
         *
         * @param standardDeviation of every weight, positive and finite
         */
        public Normal {
            Check.positive("standard deviation of the initialisation", standardDeviation);
        }

        @Override
        public String text() {
            return "normal:" + standardDeviation;
        }
    }

    /**
     * One of DL4J's schemes, which scale with a layer's fan-in and fan-out.
     *
     * @param scheme any but {@code DISTRIBUTION}, which is {@link Normal} here, {@code IDENTITY}, which needs square
     *     weights, and {@code NORMAL}, which reads like N(0, 1) but is {@code LECUN_NORMAL}
     */
    record Scheme(WeightInit scheme) implements Initialisation {
        private static final List<WeightInit> REFUSED =
                List.of(WeightInit.DISTRIBUTION, WeightInit.IDENTITY, WeightInit.NORMAL);

        /**
         * Refuses the schemes that don't apply here.
         *
         * @param scheme any but {@code DISTRIBUTION}, which is {@link Normal} here, {@code IDENTITY}, which needs square
         *     weights, and {@code NORMAL}, which reads like N(0, 1) but is {@code LECUN_NORMAL}
         */
        public Scheme {
            if (REFUSED.contains(scheme)) {
                throw new IllegalArgumentException(
                        switch (scheme) {
                            case IDENTITY -> "initialisation identity needs square weights, and these are 1 by 16";
                            case NORMAL ->
                                "initialisation normal needs its standard deviation, as in normal:1e-3 (DL4J's NORMAL, 1/sqrt(fanIn),"
                                        + " is lecun-normal)";
                            default ->
                                "initialisation distribution is not available; write a normal distribution as normal:1e-3";
                        });
            }
        }

        @Override
        public String text() {
            return Check.name(scheme);
        }
    }

    /**
     * Reads {@code normal:STD} or the name of one of DL4J's schemes in any case, with {@code -} or {@code _}.
     *
     * @param text as on the command line
     * @return the initialisation
     * @throws IllegalArgumentException with one line that names the text and what is allowed
     */
    static Initialisation parse(String text) {
        if (text.regionMatches(true, 0, "normal:", 0, 7)) {
            return new Normal(Check.number("standard deviation of the initialisation", text.substring(7)));
        }
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(WeightInit.values())
                .filter(scheme -> scheme.name().equals(wanted))
                .findFirst()
                .<Initialisation>map(Scheme::new)
                .orElseThrow(() -> Check.unknown("initialisation", text, names()));
    }

    /**
     * What {@link #parse} accepts, with an example for the Gaussian.
     *
     * @return the names
     */
    static List<String> names() {
        return Stream.concat(
                        Stream.of("normal:1e-3"),
                        Arrays.stream(WeightInit.values())
                                .filter(scheme -> !Scheme.REFUSED.contains(scheme))
                                .map(Check::name))
                .toList();
    }
}
