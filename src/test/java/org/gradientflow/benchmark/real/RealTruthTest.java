package org.gradientflow.benchmark.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.gradientflow.benchmark.real.faults.Fault;
import org.gradientflow.benchmark.real.faults.FaultCollection;
import org.junit.jupiter.api.Test;

class RealTruthTest {
    private static final Fault RATE_ZERO = FaultCollection.second().stream()
            .filter(fault -> fault.id().equals("tf33929"))
            .findFirst()
            .orElseThrow();

    @Test
    void aFaultThatPlainTrainingsShowIsConfirmed() {
        assertThat(unconfirmed(RATE_ZERO)).isZero();
    }

    @Test
    void aFaultThatIsNoWorseThanItsRepairIsNot() {
        assertThat(unconfirmed(with(RATE_ZERO.fixed(), RATE_ZERO.fixed()))).isOne();
    }

    @Test
    void aRepairThatDoesNotLearnIsNone() {
        assertThat(unconfirmed(with(RATE_ZERO.fixed(), RATE_ZERO.sick().orElseThrow())))
                .isOne();
    }

    private static int unconfirmed(Fault fault) {
        return RealTruth.print(List.of(fault), new PrintStream(new ByteArrayOutputStream()));
    }

    private static Fault with(Fault.Program sick, Fault.Program fixed) {
        return new Fault("id", "source", "what", List.of("cause"), Optional.of(sick), fixed, 32, 300, Optional.empty());
    }
}
