package org.gradientflow.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.EndSignal;
import org.gradientflow.cli.terminal.Problems;
import org.gradientflow.cli.terminal.WholeNumber;
import org.gradientflow.diagnosis.Prescriber;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Prescription;
import org.gradientflow.storage.table.ColumnList;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why a network does not learn. */
@Command(
        name = "doctor",
        description = "Says why a network does not learn, by training copies of it: a model that DL4J's ModelSerializer"
                + " saved, with a table of examples, or a case.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:healthy",
            "1:sick: the first finding says why",
            "2:bad input",
            "3:inconclusive: neither could be shown",
            "70:this program failed",
            "130:stopped by Ctrl-C, without a verdict"
        },
        exitCodeOnExecutionException = DoctorCommand.FAILED)
public final class DoctorCommand implements Callable<Integer> {
    static final int SICK = 1;
    static final int INCONCLUSIVE = 3;

    /** BSD's EX_SOFTWARE: 1, as elsewhere, would say that the network is sick. */
    static final int FAILED = 70;

    /** As many as a person can wait for; rows and orders have the same bound. */
    private static final int MOST_STEPS = 1_000_000;

    private static final int TOLD_EVERY = 10;

    @Parameters(arity = "0..1", paramLabel = "MODEL.zip|CASE", description = "A saved model, or a case by its name.")
    private String subject;

    @Option(
            names = "--data",
            paramLabel = "CSV",
            description = "A line an example; a header line, and commas, semicolons or tabs, are recognised.")
    private Path data;

    @Option(
            names = "--features",
            paramLabel = "COLUMNS",
            description = "0-3,7 from 0, or names; an image's or a sequence's numbers one after another.",
            converter = ColumnConverter.class)
    private ColumnList features;

    @Option(
            names = "--labels",
            paramLabel = "COLUMNS",
            description = "Likewise; one column of classes 0, 1, ... does for several outputs.",
            converter = ColumnConverter.class)
    private ColumnList labels;

    @Option(
            names = "--shape",
            paramLabel = "SIZES",
            split = ",",
            description = "Shape of one example's features, as channels,height,width (as the first layer has it).")
    private long[] shape;

    @Option(
            names = "--allow",
            paramLabel = "CLASS",
            description =
                    "Full name of a class, not DL4J's, that the model may name: a loss of your own. May be repeated.")
    private Set<String> allowed = Set.of();

    @Option(names = "--batch", paramLabel = "ROWS", description = "Rows a step (32, or the case's).")
    private Integer batch;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Steps of each training (300; a case 500). A network that starts slowly gets ten times as many.")
    private Integer steps;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Orders of the rows to try; most decide (1; to prescribe 5).")
    private Integer seeds;

    @Option(names = "--prescribe", description = "Try changes on copies, and say which helped.")
    private boolean prescribe;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec command;

    static final class ColumnConverter implements ITypeConverter<ColumnList> {
        @Override
        public ColumnList convert(String text) {
            return new ColumnList(text);
        }
    }

    @Override
    public Integer call() throws IOException {
        EndSignal end = new EndSignal(command.commandLine().getErr(), "stopped: there is no verdict");
        try {
            return answer();
        } finally {
            end.close();
        }
    }

    private int answer() throws IOException {
        DoctorInput patient = patient();
        int rows = batch == null ? patient.batch() : batch;
        int length = steps == null ? patient.steps() : steps;
        WholeNumber.check("--batch", rows, 1, MOST_STEPS);
        WholeNumber.check("--steps", length, 1, MOST_STEPS);
        int orders = seeds == null ? 1 : seeds;
        WholeNumber.check("--seeds", orders, 1, MOST_STEPS);
        patient.notes().forEach(this::tell);
        ForecastTable forecast = forecast(patient);
        tell(String.format(
                Locale.ROOT,
                "training copies: %,d steps of %,d row%s, %d seed%s",
                length,
                rows,
                rows == 1 ? "" : "s",
                orders,
                orders == 1 ? "" : "s"));
        Diagnosis diagnosis = patient.doctor()
                .batch(rows)
                .steps(length)
                .seeds(orders)
                .progress((done, next) -> tell("copy " + (done + 1) + ": " + next))
                .diagnose();
        List<Prescription> cures = prescribe ? prescriptions(patient, rows, length, diagnosis) : List.of();
        print(new DoctorReport(diagnosis, forecast, cures));
        return exitCode(diagnosis);
    }

    private List<Prescription> prescriptions(DoctorInput patient, int rows, int length, Diagnosis diagnosis) {
        Prescriber prescriber = Prescriber.of(patient.model())
                .on(patient.data())
                .batch(rows)
                .steps(length)
                .progress((done, of) -> {
                    if (done % TOLD_EVERY == 0) {
                        tell("trying changes: %d trainings of at most %d".formatted(done, of));
                    }
                });
        return (seeds == null ? prescriber : prescriber.seeds(seeds)).prescribe(diagnosis);
    }

    /** Not 0, as nothing was shown to be well; not 1 or 2, as nothing is shown to be wrong. */
    static int exitCode(Diagnosis diagnosis) {
        return switch (diagnosis.verdict()) {
            case "healthy" -> 0;
            case "sick" -> SICK;
            default -> INCONCLUSIVE;
        };
    }

    private DoctorInput patient() throws IOException {
        if (subject == null) {
            throw new BadInputException("give a saved model or a case; help: gradientflow doctor --help");
        }
        if (DoctorInput.isCase(subject)) {
            if (data != null || features != null || labels != null || shape != null || !allowed.isEmpty()) {
                throw new BadInputException(
                        "%s is a case, with inputs of its own; --data, --features, --labels, --shape and --allow are for saved models"
                                .formatted(subject));
            }
            return DoctorInput.of(subject);
        }
        if (data == null || features == null || labels == null) {
            throw new BadInputException("a saved model needs --data, --features and --labels");
        }
        if (shape != null && Arrays.stream(shape).anyMatch(size -> size < 1)) {
            throw new BadInputException("--shape must be sizes of 1 or more, not " + Arrays.toString(shape));
        }
        return DoctorInput.of(Path.of(subject), allowed, data, features, labels, shape);
    }

    /** The first training step shows whether the network takes the data at all. */
    private static ForecastTable forecast(DoctorInput patient) {
        try {
            return ForecastTable.of(patient.model(), patient.data());
        } catch (RuntimeException unfit) {
            throw new BadInputException("the network can't be trained on this data: " + Problems.line(unfit));
        }
    }

    private void tell(String line) {
        command.commandLine().getErr().println(line);
        command.commandLine().getErr().flush();
    }

    private void print(DoctorReport report) {
        if (json) {
            command.commandLine().getOut().println(report.json());
            command.commandLine().getOut().flush();
        } else {
            report.print(command.commandLine().getOut(), prescribe);
        }
    }
}
