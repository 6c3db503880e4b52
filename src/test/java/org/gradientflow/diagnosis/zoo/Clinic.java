package org.gradientflow.diagnosis.zoo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.zoo.published.AutoTrainer;
import org.gradientflow.diagnosis.zoo.published.DeepDiagnosis;
import org.gradientflow.diagnosis.zoo.published.Observed;
import org.gradientflow.diagnosis.zoo.published.PublishedRule;
import org.gradientflow.diagnosis.zoo.published.SageMakerAllRules;
import org.gradientflow.diagnosis.zoo.published.SageMakerDeadRelu;
import org.gradientflow.diagnosis.zoo.published.SageMakerExplodingTensor;
import org.gradientflow.diagnosis.zoo.published.SageMakerLossNotDecreasing;
import org.gradientflow.diagnosis.zoo.published.SageMakerPoorWeightInitialization;
import org.gradientflow.diagnosis.zoo.published.SageMakerSaturatedActivation;
import org.gradientflow.diagnosis.zoo.published.SageMakerUnchangedTensor;
import org.gradientflow.diagnosis.zoo.published.SageMakerVanishingGradient;
import org.gradientflow.diagnosis.zoo.published.SageMakerWeightUpdateRatio;
import org.gradientflow.diagnosis.zoo.published.TheDeepChecker;
import org.gradientflow.diagnosis.zoo.published.UpdateRatioGuide;

/**
 * Judges the judges: {@code mvn -q -Pclinic test-compile exec:java} examines the held-out half of the {@link Zoo} and prints
 * a table; {@code -Dexec.args=fitting} the other half, {@code all} both, a number so many of both.
 */
public final class Clinic {
    static final List<PublishedRule> PUBLISHED = List.of(
            new SageMakerAllRules(),
            new SageMakerVanishingGradient(),
            new SageMakerExplodingTensor(),
            new SageMakerUnchangedTensor(),
            new SageMakerDeadRelu(),
            new SageMakerSaturatedActivation(),
            new SageMakerWeightUpdateRatio(),
            new SageMakerLossNotDecreasing(),
            new SageMakerPoorWeightInitialization(),
            new AutoTrainer(),
            new TheDeepChecker(),
            new UpdateRatioGuide(),
            new DeepDiagnosis());

    private Clinic() {}

    /**
     * Prints the table.
     *
     * @param arguments none, {@code fitting}, {@code all}, or a number
     * @throws Exception when an examination fails
     */
    public static void main(String[] arguments) throws Exception {
        String which = arguments.length == 0 ? "held-out" : arguments[0];
        List<Patient> patients = switch (which) {
            case "held-out" -> Zoo.heldOut();
            case "fitting" -> Zoo.fitting();
            case "all" -> Zoo.all();
            default -> Zoo.sample(Integer.parseInt(which));
        };
        System.out.printf("%s: %d patients%n%n", which, patients.size());
        Verdicts doctor = judge("the doctor", patients, Clinic::doctor);
        List<Verdicts> judges = new ArrayList<>(List.of(doctor));
        judges.addAll(published(patients));
        print(judges, System.out);
        doctor.mistakes().stream()
                .filter(mistake -> mistake.patient().disease().isPresent()
                        || mistake.answer().isPresent())
                .forEach(mistake -> System.out.printf("%nnot so: %s", mistake));
        System.exit(0); // DL4J leaves threads behind
    }

    /**
     * This project's doctor.
     *
     * @param patient to be examined
     * @return the likeliest cause; empty when healthy or inconclusive
     */
    static Optional<Answer> doctor(Patient patient) {
        Diagnosis diagnosis = Doctor.of(patient.network().get())
                .on(patient.data())
                .batch(patient.batch())
                .steps(patient.steps())
                .seed(patient.seed())
                .diagnose();
        return diagnosis instanceof Diagnosis.Sick
                ? diagnosis.first().map(finding -> new Answer(finding.cause().id(), Optional.of(finding.layer())))
                : Optional.empty();
    }

    /**
     * What a judge says of each patient, on two threads.
     *
     * @param name of the judge
     * @param patients to be judged
     * @param judge empty for healthy or not sure
     * @return its verdicts
     * @throws ExecutionException with what the judge threw
     * @throws InterruptedException when interrupted
     */
    public static Verdicts judge(String name, List<Patient> patients, Function<Patient, Optional<Answer>> judge)
            throws ExecutionException, InterruptedException {
        return new Verdicts(
                name, Parallel.map(name, patients, patient -> new Verdicts.Case(patient, judge.apply(patient))));
    }

    /** Each patient is trained once for all the rules. */
    static List<Verdicts> published(List<Patient> patients) throws ExecutionException, InterruptedException {
        Map<PublishedRule, List<Verdicts.Case>> cases = new LinkedHashMap<>();
        PUBLISHED.forEach(rule -> cases.put(rule, new ArrayList<>()));
        List<Map<PublishedRule, Optional<String>>> causes = Parallel.map("published rules", patients, Clinic::causes);
        for (int i = 0; i < patients.size(); i++) {
            for (PublishedRule rule : PUBLISHED) {
                cases.get(rule)
                        .add(new Verdicts.Case(
                                patients.get(i), causes.get(i).get(rule).map(Answer::of)));
            }
        }
        return cases.entrySet().stream()
                .map(entry -> new Verdicts(entry.getKey().name(), entry.getValue()))
                .toList();
    }

    private static Map<PublishedRule, Optional<String>> causes(Patient patient) {
        Observed observed = Recorder.observe(patient);
        Map<PublishedRule, Optional<String>> causes = new LinkedHashMap<>();
        PUBLISHED.forEach(rule -> causes.put(rule, rule.cause(observed)));
        return causes;
    }

    /**
     * A line for each judge.
     *
     * @param verdicts of judges of the same patients
     * @param out where Markdown goes
     */
    public static void print(List<Verdicts> verdicts, PrintStream out) {
        out.println("| judge | detected | cause right | layer right | false alarms |");
        out.println("|---|---:|---:|---:|---:|");
        verdicts.forEach(v -> out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |%n",
                v.judge(),
                percent(v.detection()),
                percent(v.causeRight()),
                percent(v.layerRight()),
                percent(v.falseAlarms())));
    }

    /**
     * One judge in detail: a line for each disease, and then what went wrong.
     *
     * @param verdicts of the judge
     * @param out where Markdown goes
     */
    public static void printDetails(Verdicts verdicts, PrintStream out) {
        out.printf("%n| %s | patients | detected | cause right | layer right |%n", verdicts.judge());
        out.println("|---|---:|---:|---:|---:|");
        verdicts.byDisease()
                .forEach((disease, v) -> out.printf(
                        Locale.ROOT,
                        "| %s | %d | %s | %s | %s |%n",
                        disease,
                        v.cases().size(),
                        percent(v.detection()),
                        percent(v.causeRight()),
                        percent(v.layerRight())));
        out.println();
        verdicts.mistakes()
                .forEach(c -> out.printf(
                        "- %s: %s%n", c.patient(), c.answer().map(Answer::cause).orElse("healthy or not sure")));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }
}
