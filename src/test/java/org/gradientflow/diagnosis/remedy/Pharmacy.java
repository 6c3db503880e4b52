package org.gradientflow.diagnosis.remedy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.Prescriber;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.zoo.Patient;
import org.gradientflow.diagnosis.zoo.Zoo;

/**
 * Judges prescriptions: {@code mvn -q -Pclinic test-compile exec:java -Dmain.class=org.gradientflow.diagnosis.remedy.Pharmacy} examines
 * the sick of the held-out half and counts those whose first prescription brings them to half of what their healthy twin reaches;
 * {@code -Dexec.args="fitting 5"} every fifth of the other half; {@code -Dexec.args="fitting 5 0 known"} with the patients' known
 * causes instead of the doctor's.
 */
public final class Pharmacy {
    /** Of the healthy twin's skill. */
    private static final double WORKS = 0.5;

    private final Map<String, int[]> causes = new TreeMap<>();

    private Pharmacy() {}

    /**
     * Prints a line for each patient, and a table.
     *
     * @param arguments {@code fitting} or {@code held-out}, and a number: every how many patients; which, from 0; and {@code known}
     */
    public static void main(String[] arguments) {
        boolean fitting = arguments.length > 0 && arguments[0].equals("fitting");
        int every = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        List<Patient> sick = (fitting ? Zoo.fitting() : Zoo.heldOut())
                .stream().filter(patient -> patient.disease().isPresent()).toList();
        Pharmacy pharmacy = new Pharmacy();
        for (int i = first; i < sick.size(); i += every) {
            pharmacy.treat(sick.get(i), arguments.length > 3);
        }
        pharmacy.print();
        System.exit(0); // DL4J leaves threads behind
    }

    private void treat(Patient patient, boolean known) {
        long start = System.nanoTime();
        Diagnosis diagnosis = known ? known(patient) : examined(patient);
        List<RemedyTrials> tried = Prescriber.of(patient.network().get())
                .on(patient.data())
                .batch(patient.batch())
                .steps(patient.steps())
                .trials(diagnosis);
        double twin = Zoo.reachable(patient);
        double reached = tried.isEmpty()
                ? 0
                : StatUtils.percentile(
                        tried.get(0).with().stream()
                                .mapToDouble(PairedTrials.Reached::fit)
                                .toArray(),
                        50);
        // Nothing puts a signal into labels: there, no prescription is the right one.
        boolean works = patient.disease().equals(Optional.of(Cause.NO_SIGNAL_LABELS.id()))
                ? tried.isEmpty()
                : !tried.isEmpty() && reached >= WORKS * twin;
        int[] counts = causes.computeIfAbsent(patient.disease().orElseThrow(), cause -> new int[3]);
        counts[0]++;
        counts[1] += works ? 1 : 0;
        counts[2] += tried.isEmpty() ? 0 : 1;
        System.out.printf(
                Locale.ROOT,
                "%s %s: %s; %s; reached %.2f, twin %.2f; %d s%n",
                works ? "works" : "FAILS",
                patient,
                diagnosis.first().map(finding -> finding.cause().id()).orElse(diagnosis.verdict()),
                tried.stream().map(one -> one.remedy().change()).findFirst().orElse("none"),
                reached,
                twin,
                (System.nanoTime() - start) / 1_000_000_000);
    }

    private static Diagnosis known(Patient patient) {
        return SmallRegression.sick(Cause.of(patient.disease().orElseThrow()).orElseThrow());
    }

    private static Diagnosis examined(Patient patient) {
        return Doctor.of(patient.network().get())
                .on(patient.data())
                .batch(patient.batch())
                .steps(patient.steps())
                .diagnose();
    }

    private void print() {
        System.out.println("| disease | patients | prescribed | works |");
        System.out.println("|---|---:|---:|---:|");
        causes.forEach((cause, counts) ->
                System.out.printf(Locale.ROOT, "| %s | %d | %d | %d |%n", cause, counts[0], counts[2], counts[1]));
    }
}
