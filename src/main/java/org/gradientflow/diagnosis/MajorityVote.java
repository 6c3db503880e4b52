package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.gradientflow.diagnosis.verdict.Diagnosis;

/** The most frequent of several diagnoses, by verdict and likeliest cause; the first where several are as frequent. */
final class MajorityVote {
    private MajorityVote() {}

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
