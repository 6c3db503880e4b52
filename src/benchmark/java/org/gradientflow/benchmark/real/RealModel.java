package org.gradientflow.benchmark.real;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.Skill;
import org.gradientflow.benchmark.models.Training;
import org.gradientflow.benchmark.real.faults.Fault;
import org.gradientflow.cli.terminal.BadInputException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A program with a fault that was reported in public, or a healthy one.
 *
 * @param id unique; that of a repaired program ends in {@code -fixed}
 * @param causes that count as right; empty for a healthy program
 * @param network a new one at each call, the same to the bit
 * @param data what it is trained on, likewise
 * @param meant the labels that the user had in mind, likewise
 * @param batch rows of a step
 * @param steps of a training that shows what it reaches
 */
record RealModel(
        String id,
        List<String> causes,
        Supplier<Model> network,
        Supplier<DataSet> data,
        Supplier<INDArray> meant,
        int batch,
        int steps) {
    private static final String FIXED = "-fixed";

    /** The sick program, if there is one, and the healthy one. */
    static List<RealModel> of(Fault fault) {
        Fault.Program fixed = fault.fixed();
        RealModel healthy = new RealModel(
                fault.sick().isPresent() ? fault.id() + FIXED : fault.id(),
                List.of(),
                fixed.network(),
                fixed.data(),
                () -> fixed.data().get().getLabels(),
                fault.batch(),
                fault.steps());
        return fault.sick()
                .map(sick -> List.of(
                        new RealModel(
                                fault.id(),
                                fault.causes(),
                                sick.network(),
                                sick.data(),
                                () -> fault.meant().orElse(sick.data()).get().getLabels(),
                                fault.batch(),
                                fault.steps()),
                        healthy))
                .orElse(List.of(healthy));
    }

    /** Whether its files are read at all; bad input can't be trained on. */
    boolean readable() {
        try {
            data.get();
            return true;
        } catch (BadInputException refused) {
            return false;
        }
    }

    boolean sick() {
        return !causes.isEmpty();
    }

    /** As the benchmarks take it that train a model. */
    BenchmarkModel trained(long seed) {
        return new BenchmarkModel(id, id, id, Optional.empty(), Set.of(), network, data.get(), batch, steps, seed);
    }

    /** What a plain training reaches: balanced accuracy from 0 for guessing to 1, or R squared. */
    double reached(long seed) {
        BenchmarkModel model = trained(seed);
        return Skill.of(Training.output(Training.train(model), model.data().getFeatures()), meant.get());
    }
}
