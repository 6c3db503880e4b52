package org.gradientflow.diagnosis.origin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.model.Checkpoint;
import org.gradientflow.model.IsolatedThread;
import org.gradientflow.model.Iterations;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Finds where the first number that is not finite comes from: steps that are known to end in one are made again on a copy, part by part.
 *
 * <pre>{@code
 * Optional<NonFiniteOrigin> origin = NonFiniteFinder.of(network).in(batches);
 * }</pre>
 */
public final class NonFiniteFinder {
    /** Steps between two copies of the parameters. */
    private static final int FEW = 16;

    private final Subject before;

    private NonFiniteFinder(Subject before) {
        this.before = before;
    }

    /**
     * A finder for a network.
     *
     * @param model initialised, as it was before the first of the steps; is not changed
     * @return a finder
     */
    public static NonFiniteFinder of(Model model) {
        return new NonFiniteFinder(Subject.of(model));
    }

    /**
     * Makes the steps again.
     *
     * @param batches of the steps, in their order
     * @return the first number that is not finite; empty where all are finite, as without the dropout or the noise of the training
     * @throws RuntimeException what DL4J throws where the data does not fit the network
     */
    public Optional<NonFiniteOrigin> in(Iterator<? extends MultiDataSet> batches) {
        return IsolatedThread.call("non-finite-finder", "steps were made again", () -> {
            IsolatedThread.seed(1);
            return search(batches);
        });
    }

    /** Steps are made as they were, a few at a time; only those that end in such a number are made part by part. */
    private Optional<NonFiniteOrigin> search(Iterator<? extends MultiDataSet> batches) {
        Subject copy = before.copy();
        double start = Finite.largest(copy.model().params());
        while (batches.hasNext()) {
            Checkpoint checkpoint = new Checkpoint();
            checkpoint.keep(copy.model(), Iterations.of(copy.model()));
            List<MultiDataSet> few = new ArrayList<>();
            while (batches.hasNext() && few.size() < FEW) {
                few.add(batches.next());
            }
            if (!finite(copy, few)) {
                return partByPart(checkpoint.restored(copy.model()), few, start);
            }
        }
        return Optional.empty();
    }

    private static boolean finite(Subject copy, List<MultiDataSet> batches) {
        for (MultiDataSet batch : batches) {
            copy.fit(TrainingData.of(batch));
            if (!Double.isFinite(copy.score())) {
                return false;
            }
        }
        return Finite.all(copy.model().params());
    }

    private static Optional<NonFiniteOrigin> partByPart(Subject copy, List<MultiDataSet> batches, double start) {
        int iteration = Iterations.of(copy.model());
        for (MultiDataSet batch : batches) {
            double growth = start == 0 ? 1 : Finite.largest(copy.model().params()) / start;
            Optional<NonFiniteOrigin> origin = new StepReplay(copy, batch, iteration++, growth).run();
            if (origin.isPresent()) {
                return origin;
            }
        }
        return Optional.empty();
    }
}
