package org.gradientflow.benchmark.real.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * All faults, in families. Each family is divided into two halves: every second fault belongs to the second half, which no
 * threshold may be chosen on. Families with odd numbers begin with the second half, so that both are as large. So a new
 * family comes at the end, and a new fault at the end of its family: what is in a half stays there.
 */
public final class FaultCollection {
    static final List<List<Fault>> FAMILIES = List.of(
            ClassImbalance.ALL,
            WeightNoises.ALL,
            OnTheLogits.ALL,
            MissingActivations.ALL,
            OutOfReach.ALL,
            WrongRates.ALL,
            FarRates.ALL,
            WrongLabels.ALL,
            Unscaled.ALL,
            DeadUnits.ALL,
            InitialWeights.ALL,
            DeepSigmoids.ALL,
            OverClipped.ALL,
            OverRegularised.ALL,
            TooSmall.ALL,
            WrongLosses.ALL,
            TwoFaults.ALL,
            OnlySuspicious.ALL);

    private FaultCollection() {}

    /** The half whose models may be looked at while rules are improved. */
    public static List<Fault> first() {
        return half(0);
    }

    /** The half that is set aside. */
    public static List<Fault> second() {
        return half(1);
    }

    private static List<Fault> half(int parity) {
        List<Fault> half = new ArrayList<>();
        for (int family = 0; family < FAMILIES.size(); family++) {
            for (int i = 0; i < FAMILIES.get(family).size(); i++) {
                if ((family + i) % 2 == parity) {
                    half.add(FAMILIES.get(family).get(i));
                }
            }
        }
        return half;
    }
}
