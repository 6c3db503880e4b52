package org.gradientflow.benchmark.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.Parallel;
import org.gradientflow.benchmark.published.PublishedRule;
import org.gradientflow.benchmark.published.PublishedRules;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.verdict.Diagnosis;

/** Compares the doctor with published rules on models whose faults are known. */
public final class DoctorBenchmark {
    private DoctorBenchmark() {}

    /**
     * Prints one row for each method, and then the models about which the doctor is wrong.
     *
     * @param models to be examined
     * @throws Exception when an examination fails
     */
    public static void run(List<BenchmarkModel> models) throws Exception {
        System.out.printf("%d models%n%n", models.size());
        MethodEvaluation doctor = evaluate("the doctor", models, DoctorBenchmark::doctor);
        List<MethodEvaluation> methods = new ArrayList<>(List.of(doctor));
        methods.addAll(published(models));
        EvaluationTables.print(methods, System.out);
        EvaluationTables.printDetails(doctor, System.out);
    }

    /**
     * Examines a model with this project's doctor.
     *
     * @param model to be examined
     * @return the likeliest cause; empty when healthy or inconclusive
     */
    static Optional<Answer> doctor(BenchmarkModel model) {
        Diagnosis diagnosis = Doctor.of(model.network().get())
                .on(model.data())
                .batch(model.batch())
                .steps(model.steps())
                .seed(model.seed())
                .diagnose();
        return diagnosis instanceof Diagnosis.Sick
                ? diagnosis.first().map(finding -> new Answer(finding.cause().id(), Optional.of(finding.layer())))
                : Optional.empty();
    }

    /**
     * Applies a method to each model, on two threads.
     *
     * @param name of the method
     * @param models to be examined
     * @param method its answer is empty when it finds no fault or is not sure
     * @return the answers
     * @throws ExecutionException with what the method threw
     * @throws InterruptedException when interrupted
     */
    public static MethodEvaluation evaluate(
            String name, List<BenchmarkModel> models, Function<BenchmarkModel, Optional<Answer>> method)
            throws ExecutionException, InterruptedException {
        return new MethodEvaluation(
                name, Parallel.map(name, models, model -> new MethodEvaluation.Case(model, method.apply(model))));
    }

    /** Trains each model once for all the rules. */
    private static List<MethodEvaluation> published(List<BenchmarkModel> models)
            throws ExecutionException, InterruptedException {
        List<Map<PublishedRule, Optional<String>>> causes =
                Parallel.map("published rules", models, PublishedRules::causes);
        List<MethodEvaluation> evaluations = new ArrayList<>();
        for (PublishedRule rule : PublishedRules.ALL) {
            List<MethodEvaluation.Case> cases = new ArrayList<>();
            for (int i = 0; i < models.size(); i++) {
                cases.add(new MethodEvaluation.Case(
                        models.get(i), causes.get(i).get(rule).map(Answer::of)));
            }
            evaluations.add(new MethodEvaluation(rule.name(), cases));
        }
        return evaluations;
    }
}
