package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class InitialiserAuditTest {
    /** Their weights come from U(-3/sqrt(n), 3/sqrt(n)), whose variance is 3/n. */
    private static final Set<WeightInit> THREEFOLD = EnumSet.of(
            WeightInit.LECUN_UNIFORM,
            WeightInit.VAR_SCALING_UNIFORM_FAN_IN,
            WeightInit.VAR_SCALING_UNIFORM_FAN_OUT,
            WeightInit.VAR_SCALING_UNIFORM_FAN_AVG);

    private static final Set<WeightInit> TRUNCATED = EnumSet.of(
            WeightInit.VAR_SCALING_NORMAL_FAN_IN,
            WeightInit.VAR_SCALING_NORMAL_FAN_OUT,
            WeightInit.VAR_SCALING_NORMAL_FAN_AVG);

    @Test
    void everySchemeDrawsTheNominalVarianceButThose() {
        Map<WeightInit, Double> ratios = InitialiserAudit.of(5).stream()
                .collect(Collectors.toMap(InitialiserAudit.Entry::scheme, InitialiserAudit.Entry::ratio));

        Set<WeightInit> withoutFan =
                EnumSet.of(WeightInit.DISTRIBUTION, WeightInit.ZERO, WeightInit.ONES, WeightInit.IDENTITY);
        assertThat(ratios.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(withoutFan)));
        // A normal distribution cut off at two deviations keeps 1 - 4 phi(2) / (2 Phi(2) - 1) = .7737 of its variance.
        ratios.forEach((scheme, ratio) -> assertThat(ratio)
                .as(scheme.name())
                .isCloseTo(THREEFOLD.contains(scheme) ? 3 : TRUNCATED.contains(scheme) ? 0.7737 : 1, within(0.05)));
    }

    @Test
    void theCallersGeneratorGoesOnAsIfNothingHadBeenDrawn() {
        Nd4j.getRandom().setSeed(3);
        double expected = Nd4j.getRandom().nextDouble();
        Nd4j.getRandom().setSeed(3);

        InitialiserAudit.of(5);

        assertThat(Nd4j.getRandom().nextDouble()).isEqualTo(expected);
    }
}
