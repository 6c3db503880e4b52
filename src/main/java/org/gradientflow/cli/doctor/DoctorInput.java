package org.gradientflow.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.TrainingData;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.storage.foreign.SavedBatches;
import org.gradientflow.storage.foreign.SavedModel;
import org.gradientflow.storage.table.ColumnList;
import org.gradientflow.storage.table.DataTable;
import org.gradientflow.training.Signal;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the doctor examines: a network, the data that it learns, and how it is trained.
 *
 * @param subject the network's name for a person
 * @param model initialised
 * @param data to learn
 * @param batch rows of each step
 * @param steps of each training
 * @param notes on how the files were read, for a person
 */
public record DoctorInput(String subject, Model model, TrainingData data, int batch, int steps, List<String> notes) {
    /** Rows of a step for a saved model, as in the Java API. */
    private static final int BATCH = FlowProbe.DEFAULT_BATCH;

    /** Steps of a training for a saved model, as in the Java API. */
    private static final int STEPS = FlowProbe.DEFAULT_STEPS;

    /**
     * The two-layer net's loss stays on a plateau for thousands of steps before it falls. The doctor waits for ten times the
     * steps given here: with 300 it could not say that this net is healthy.
     */
    private static final int CASE_STEPS = 500;

    /** Inputs of a named case: each is seen a few times. */
    private static final int CASE_ROWS = 2_048;

    /** Whether a case is meant and not a file. A name that is neither is a misspelt case, unless it looks like a file. */
    static boolean isCase(String subject) {
        boolean known = Cases.ALL.stream().anyMatch(one -> one.name().equals(subject));
        Path path = Path.of(subject);
        return known || !Files.exists(path) && path.getNameCount() == 1 && !subject.contains(".");
    }

    /** A named case with the original's inputs. */
    static DoctorInput of(String caseName) {
        try {
            return of(Cases.named(caseName));
        } catch (IllegalArgumentException unknown) {
            throw new BadInputException(unknown.getMessage() + "; or give a saved model");
        }
    }

    /** A case, maybe changed, with the original's inputs. */
    static DoctorInput of(Experiment experiment) {
        float[] values = new float[CASE_ROWS];
        Signal.uniform(experiment.seed(), 0).next(values);
        INDArray input = Nd4j.createFromArray(values).reshape(CASE_ROWS, 1);
        return new DoctorInput(
                "a new network of the case " + experiment.name(),
                Networks.create(experiment),
                TrainingData.of(new DataSet(input, input.dup())),
                experiment.batch(),
                CASE_STEPS,
                List.of(String.format(
                        Locale.ROOT,
                        "%s: %,d inputs, uniform on [-1, 1), %d per step",
                        experiment.name(),
                        CASE_ROWS,
                        experiment.batch())));
    }

    /** The same with other numbers where they are given. */
    DoctorInput with(Integer rows, Integer length) {
        return new DoctorInput(
                subject, model, data, rows == null ? batch : rows, length == null ? steps : length, notes);
    }

    /** What is examined, in one line. */
    String examined() {
        return String.format(
                Locale.ROOT,
                "%s: %,d step%s on %,d row%s, %,d per step",
                subject,
                steps,
                steps == 1 ? "" : "s",
                data.rows(),
                data.rows() == 1 ? "" : "s",
                batch);
    }

    /** A doctor that trains the network with these numbers. */
    Doctor doctor() {
        return Doctor.of(model).on(data).batch(batch).steps(steps);
    }

    /** A saved model with the rows in its file, as a watch saves both; empty where there are none. */
    static Optional<DoctorInput> ofAlarm(Path file, Set<String> allowed) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Optional<SavedBatches> batches = SavedBatches.read(file);
        if (batches.isEmpty()) {
            return Optional.empty();
        }
        SavedModel saved = SavedModel.read(file, allowed);
        TrainingData rows = batches.get().data();
        return Optional.of(new DoctorInput(
                file.toString(),
                saved.model(),
                rows,
                batches.get().batch(),
                STEPS,
                List.of(String.format(Locale.ROOT, "%s: %,d rows that the network saw last", file, rows.rows()))));
    }

    /** A saved model with the columns of a table. */
    public static DoctorInput of(
            Path model, Set<String> allowed, Path table, ColumnList features, ColumnList labels, long[] shape)
            throws IOException {
        SavedModel saved = SavedModel.read(model, allowed);
        DataTable columns = DataTable.read(table, features, labels);
        DataSet data = TableData.of(saved, columns, shape);
        List<String> notes = new ArrayList<>();
        if (columns.rows().size() < columns.lines()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s: uses a random sample of %,d of the %,d rows",
                    table,
                    columns.rows().size(),
                    columns.lines()));
        }
        notes.add(String.format(
                Locale.ROOT,
                "%s: %,d rows%s; features of shape %s, labels of shape %s%s",
                table,
                columns.rows().size(),
                columns.header().isEmpty() ? "" : " below a header",
                shape(data.getFeatures()),
                shape(data.getLabels()),
                saved.normalizer().isPresent() ? "; the normalizer saved with the model is applied" : ""));
        return new DoctorInput(model + " with " + table, saved.model(), TrainingData.of(data), BATCH, STEPS, notes);
    }

    private static String shape(INDArray array) {
        long[] shape = array.shape();
        return Arrays.toString(Arrays.copyOfRange(shape, 1, shape.length));
    }
}
