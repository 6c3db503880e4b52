package org.gradientflow.benchmark.real.faults;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A fault that was reported in public, rebuilt with made-up data, and the same program repaired.
 *
 * @param id short, and unique in the collection
 * @param source where it was reported, by number or repository; where only its kind was reported, this says so
 * @param what network, data and fault, in one line
 * @param causes that count as right
 * @param sick the reported program; empty for a healthy one that only looks suspicious
 * @param fixed the repaired program
 * @param batch rows of a step
 * @param steps within which the repaired program learns
 * @param meant the labels that the user had in mind for the sick program's rows; empty where the given ones are right
 */
public record Fault(
        String id,
        String source,
        String what,
        List<String> causes,
        Optional<Program> sick,
        Program fixed,
        int batch,
        int steps,
        Optional<Supplier<DataSet>> meant) {
    /** Rows of a step. */
    private static final int BATCH = 32;

    /** Steps of a training that shows what a program reaches. */
    private static final int STEPS = 1_000;

    /**
     * A network with its data.
     *
     * @param network a new one at each call, the same to the bit
     * @param data what it is trained on, likewise
     */
    public record Program(Supplier<Model> network, Supplier<DataSet> data) {}

    static Fault of(
            String id, String source, String what, String causes, Supplier<Model> network, Supplier<DataSet> data) {
        Program program = new Program(network, data);
        return new Fault(
                id,
                source,
                what,
                List.of(causes.split("\\|")),
                Optional.of(program),
                program,
                BATCH,
                STEPS,
                Optional.empty());
    }

    /** A healthy program without a sick one. */
    static Fault healthy(String id, String source, String what, Supplier<Model> network, Supplier<DataSet> data) {
        return new Fault(
                id,
                source,
                what,
                List.of(),
                Optional.empty(),
                new Program(network, data),
                BATCH,
                STEPS,
                Optional.empty());
    }

    /** Repaired by another network and other data. */
    Fault fixed(Supplier<Model> network, Supplier<DataSet> data) {
        return new Fault(id, source, what, causes, sick, new Program(network, data), batch, steps, meant);
    }

    /** Repaired by another network. */
    Fault fixedNet(Supplier<Model> network) {
        return fixed(network, fixed.data());
    }

    /** Repaired by other data. */
    Fault fixedData(Supplier<DataSet> data) {
        return fixed(fixed.network(), data);
    }

    Fault batch(int rows) {
        return new Fault(id, source, what, causes, sick, fixed, rows, steps, meant);
    }

    Fault steps(int number) {
        return new Fault(id, source, what, causes, sick, fixed, batch, number, meant);
    }

    /** The user had the repaired program's labels in mind, row by row. */
    Fault meantAsFixed() {
        return new Fault(id, source, what, causes, sick, fixed, batch, steps, Optional.of(fixed.data()));
    }

    @Override
    public String toString() {
        return id;
    }
}
