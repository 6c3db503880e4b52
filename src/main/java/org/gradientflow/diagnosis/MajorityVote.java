package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Diagnosis;

/** The most frequent of several diagnoses, by verdict and likeliest cause; the first where several are as frequent. */
final class MajorityVote {
    /** Orders of the rows where the first does not decide. */
    private static final int SEVERAL = 3;

    private MajorityVote() {}

    /**
     * One diagnosis where that is decisive, else that of the majority of three.
     *
     * @param more whether there is time for further ones
     * @param examination given its number from 0
     */
    static Diagnosis asManyAsNeeded(BooleanSupplier more, IntFunction<Diagnosis> examination) {
        Diagnosis first = examination.apply(0);
        return decisive(first) || !more.getAsBoolean()
                ? first
                : agreed(SEVERAL, i -> i == 0 ? first : examination.apply(i));
    }

    /** Another order of the rows seldom changes a healthy network, or a cause that a trial showed clearly. */
    private static boolean decisive(Diagnosis diagnosis) {
        return diagnosis instanceof Diagnosis.Healthy
                || diagnosis instanceof Diagnosis.Inconclusive
                || diagnosis instanceof Diagnosis.Sick
                        && diagnosis.findings().get(0).level().compareTo(Confidence.CONFIRMED_NARROWLY) < 0;
    }

    static Diagnosis agreed(int number, IntFunction<Diagnosis> examination) {
        Map<String, List<Diagnosis>> alike = new LinkedHashMap<>();
        for (int i = 0; i < number; i++) {
            Diagnosis diagnosis = examination.apply(i);
            String key = diagnosis.verdict()
                    + (diagnosis instanceof Diagnosis.Sick || diagnosis instanceof Diagnosis.Poor
                            ? diagnosis.findings().get(0).cause().id()
                            : "");
            alike.computeIfAbsent(key, k -> new ArrayList<>()).add(diagnosis);
        }
        List<Diagnosis> most = List.of();
        for (List<Diagnosis> group : alike.values()) {
            most = group.size() > most.size() ? group : most;
        }
        return most.get(0);
    }
}
