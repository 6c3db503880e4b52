package org.gradientflow.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.diagnosis.remedy.RemedyTrials;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Prescription;
import org.gradientflow.model.IsolatedThread;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Finds changes that make a network learn, by trying them: a copy with the change and one without are trained on the same rows in
 * the same order, once for each seed, and only what helped in at least four of five pairs is prescribed. The cures of the first
 * finding are tried first. The network itself, its listeners and ND4J's random generator are left as they are.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Doctor.of(network).on(data).diagnose();
 * List<Prescription> cures = Prescriber.of(network).on(data).prescribe(diagnosis);
 * cures.forEach(cure -> System.out.println(cure.change() + ": " + cure.code()));
 * }</pre>
 *
 * <p>The same diagnosis, data and seeds give the same prescriptions, as long as the budget's trainings end the search and not its
 * time.
 */
public final class Prescriber {
    /** A listener for the search's progress. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called before every training, and at the end with two equal numbers.
         *
         * @param done trainings so far
         * @param of as many as the budget allows; a search may need less
         */
        void at(int done, int of);
    }

    private final Subject subject;
    private final SearchPlan plan;

    private Prescriber(Subject subject, SearchPlan plan) {
        this.subject = subject;
        this.plan = plan;
    }

    /**
     * A prescriber for one network: 300 steps of 32 rows, 5 seeds, at most 80 trainings and 10 minutes.
     *
     * @param model an initialised MultiLayerNetwork or ComputationGraph
     * @return a prescriber without data yet
     * @throws IllegalArgumentException for another kind of model
     */
    public static Prescriber of(Model model) {
        return new Prescriber(Subject.of(model), SearchPlan.USUAL);
    }

    /**
     * The data that the network is to learn.
     *
     * @param examples features and labels
     * @return a prescriber with this data
     */
    public Prescriber on(TrainingData examples) {
        return with(plan.on(Objects.requireNonNull(examples, "data")));
    }

    /**
     * The data that the network is to learn.
     *
     * @param examples features and labels
     * @return a prescriber with this data
     */
    public Prescriber on(DataSet examples) {
        return on(TrainingData.of(examples));
    }

    /**
     * The data that the network is to learn.
     *
     * @param examples features and labels, of any number of inputs and outputs
     * @return a prescriber with this data
     */
    public Prescriber on(MultiDataSet examples) {
        return on(TrainingData.of(examples));
    }

    /**
     * The rows of a step.
     *
     * @param rows 1 or more; all of the data where that is less
     * @return a prescriber with this batch
     * @throws IllegalArgumentException if {@code rows} is below 1
     */
    public Prescriber batch(int rows) {
        return with(plan.batch(rows));
    }

    /**
     * The length of each training.
     *
     * @param number of steps, 1 or more, in which a network that learns shows it
     * @return a prescriber with this length
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public Prescriber steps(int number) {
        return with(plan.steps(number));
    }

    /**
     * The number of pairs that try a change.
     *
     * @param number 1 or more; 5 pairs that all help are by chance in one of 32 cases
     * @return a prescriber with so many pairs
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public Prescriber seeds(int number) {
        return with(plan.seeds(number));
    }

    /**
     * The most trainings that the search may make.
     *
     * @param trainings at most, those of unchanged copies included; what was not tried on all seeds by then is not prescribed
     * @return a prescriber with this budget
     * @throws IllegalArgumentException if {@code trainings} is below 1
     */
    public Prescriber budget(int trainings) {
        return with(plan.trainings(trainings));
    }

    /**
     * The longest time that the search may take. A training that has begun is finished.
     *
     * @param time above 0
     * @return a prescriber with this budget
     * @throws IllegalArgumentException if {@code time} is not above 0
     */
    public Prescriber budget(Duration time) {
        return with(plan.time(time));
    }

    /**
     * A listener for progress.
     *
     * @param listener called on the thread that trains
     * @return a prescriber with this listener
     */
    public Prescriber progress(Progress listener) {
        return with(plan.progress(Objects.requireNonNull(listener, "progress")::at));
    }

    private Prescriber with(SearchPlan other) {
        return new Prescriber(subject, other);
    }

    /**
     * Tries the changes that may help.
     *
     * @param diagnosis of this network on this data
     * @return what helped, the best first; empty when nothing did, and for labels without signal, which no change can help; for a healthy
     *     network only what removes the causes of its warnings
     * @throws IllegalStateException if there is no data, or if the thread was interrupted
     * @throws RuntimeException what DL4J throws where the data does not fit the network
     */
    public List<Prescription> prescribe(Diagnosis diagnosis) {
        return trials(diagnosis).stream().map(RemedyTrials::prescription).toList();
    }

    /** The trials that the prescriptions rest on. */
    public List<RemedyTrials> trials(Diagnosis diagnosis) {
        if (plan.data() == null) {
            throw new IllegalStateException("expected data to learn; call on(data) first");
        }
        return IsolatedThread.call(
                "prescriber", "copies of a network were trained", () -> Search.of(subject, plan, diagnosis));
    }
}
