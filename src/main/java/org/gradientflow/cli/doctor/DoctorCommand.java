package org.gradientflow.cli.doctor;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.EndSignal;
import org.gradientflow.cli.terminal.Problems;
import org.gradientflow.cli.terminal.WholeNumber;
import org.gradientflow.diagnosis.Doctor;
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

/** Says why a network does not learn. */
@Command(
        name = "doctor",
        description =
                "Says why a network does not learn. The network is a model that DL4J's ModelSerializer saved, with"
                        + " a table of examples, or a case. The doctor trains copies of it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:healthy",
            "1:sick: the first finding names the cause",
            "2:bad input",
            "3:inconclusive: the trainings show neither that it learns nor a cause",
            "4:poor: it learns, but a change that the first finding names does clearly better",
            "70:this program failed",
            "130:stopped by Ctrl-C, without a verdict"
        },
        exitCodeOnExecutionException = DoctorCommand.FAILED)
public final class DoctorCommand implements Callable<Integer> {
    static final int SICK = 1;
    static final int INCONCLUSIVE = 3;
    static final int POOR = 4;

    /** BSD's EX_SOFTWARE: 1, which other commands use, would mean that the network is sick. */
    static final int FAILED = 70;

    /** More than a person can wait for; rows and seeds have the same bound. */
    private static final int MOST_STEPS = 1_000_000;

    private static final int REPORT_EVERY = 10;

    @Parameters(arity = "0..1", paramLabel = "MODEL.zip|CASE", description = "A saved model, or the name of a case.")
    private String subject;

    @Option(
            names = "--data",
            paramLabel = "CSV",
            description = "Table with one example per line. Commas, semicolons, tabs and a header line are recognised.")
    private Path data;

    @Option(
            names = "--features",
            paramLabel = "COLUMNS",
            description =
                    "Columns of the features, by number from 0, as in 0-3,7, or by name from the header. The values of an image"
                            + " stand in the order of its shape, those of a sequence step by step.",
            converter = ColumnConverter.class)
    private ColumnList features;

    @Option(
            names = "--labels",
            paramLabel = "COLUMNS",
            description =
                    "Columns of the labels, by number or name. A network with several outputs can have one column with the"
                            + " classes 0, 1, ...",
            converter = ColumnConverter.class)
    private ColumnList labels;

    @Option(
            names = "--shape",
            paramLabel = "SIZES",
            split = ",",
            description =
                    "Shape of one example's features, such as channels,height,width (the shape that the first layer"
                            + " takes).")
    private long[] shape;

    @Option(
            names = "--allow",
            paramLabel = "CLASS",
            description =
                    "Full name of a class outside DL4J that the model may use, such as your own loss. Repeatable.")
    private Set<String> allowed = Set.of();

    @Option(names = "--batch", paramLabel = "ROWS", description = "Rows of each step (32; a case has its own).")
    private Integer batch;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Steps of each training (300; for a case 500). A network that starts slowly gets ten times as many.")
    private Integer steps;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Number of orders of the rows to try; the diagnosis of the majority counts (1, or 3 where the first"
                            + " does not decide; pairs of trainings of --prescribe: 5).")
    private Integer seeds;

    @Option(names = "--prescribe", description = "Try changes on copies, and print those that helped.")
    private boolean prescribe;

    @Option(
            names = "--rate",
            description = "Also try learning rates from 1e-7 to 10, a few steps each, and print which are useful.")
    private boolean rate;

    @Option(names = "--overfit", description = "Also try whether the network can learn one batch by heart.")
    private boolean overfit;

    @Option(names = "--json", description = "Print the diagnosis as one JSON object.")
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
        EndSignal end = new EndSignal(command.commandLine().getErr(), "stopped before a verdict");
        // Asked for before: what DL4J prints while it works must not stand in the JSON.
        command.commandLine().getOut();
        PrintStream standard = System.out;
        try {
            if (json) {
                System.setOut(System.err);
            }
            return answer();
        } finally {
            System.setOut(standard);
            end.close();
        }
    }

    private int answer() throws IOException {
        if (json && (rate || overfit)) {
            throw new BadInputException("--rate and --overfit print for a person; leave out --json");
        }
        DoctorInput input = input().with(batch, steps);
        WholeNumber.check("--batch", input.batch(), 1, MOST_STEPS);
        WholeNumber.check("--steps", input.steps(), 1, MOST_STEPS);
        int orders = seeds == null ? 1 : seeds;
        WholeNumber.check("--seeds", orders, 1, MOST_STEPS);
        Doctor doctor = seeds == null ? input.doctor() : input.doctor().seeds(seeds);
        input.notes().forEach(this::tell);
        ForecastTable forecast = forecast(input);
        tell(String.format(
                Locale.ROOT,
                "training copies: %,d steps of %,d row%s each, %,d seed%s",
                input.steps(),
                input.batch(),
                input.batch() == 1 ? "" : "s",
                orders,
                orders == 1 ? "" : "s"));
        Diagnosis diagnosis = doctor.progress((done, next) -> tell("copy " + (done + 1) + ": " + next))
                .diagnose();
        List<Prescription> prescriptions = prescribe ? prescriptions(input, diagnosis) : null;
        print(input, diagnosis, forecast, prescriptions);
        new FirstChecks(input).print(rate, overfit, command.commandLine().getOut());
        return exitCode(diagnosis);
    }

    private List<Prescription> prescriptions(DoctorInput input, Diagnosis diagnosis) {
        AtomicInteger next = new AtomicInteger();
        Prescriber prescriber = Prescriber.of(input.model())
                .on(input.data())
                .batch(input.batch())
                .steps(input.steps())
                .progress((done, of) -> {
                    // The last report says that the search has ended, not how many trainings it took.
                    if (done < of && done >= next.get()) {
                        next.set(done + REPORT_EVERY);
                        tell("trying changes: %d trainings of at most %d".formatted(done, of));
                    }
                });
        return (seeds == null ? prescriber : prescriber.seeds(seeds)).prescribe(diagnosis);
    }

    /** An inconclusive diagnosis has a code of its own: neither health nor a cause was shown. */
    static int exitCode(Diagnosis diagnosis) {
        return switch (DiagnosisRecords.outcome(diagnosis)) {
            case HEALTHY -> 0;
            case SICK -> SICK;
            case POOR -> POOR;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }

    private DoctorInput input() throws IOException {
        if (subject == null) {
            throw new BadInputException(
                    "the model is missing: name a saved model or a case; help: gradientflow doctor --help");
        }
        if (DoctorInput.isCase(subject)) {
            if (data != null || features != null || labels != null || shape != null || !allowed.isEmpty()) {
                throw new BadInputException(
                        "%s is a case, which has its own inputs; leave out --data, --features, --labels, --shape and --allow, which are for saved models"
                                .formatted(subject));
            }
            return DoctorInput.of(subject);
        }
        if (data == null) {
            Optional<DoctorInput> alarm = DoctorInput.ofAlarm(Path.of(subject), allowed);
            if (alarm.isPresent()) {
                return alarm.get();
            }
        }
        if (data == null || features == null || labels == null) {
            throw new BadInputException(
                    "a saved model needs --data, --features and --labels, as in --data data.csv --features 0-3 --labels 4");
        }
        if (shape != null && Arrays.stream(shape).anyMatch(size -> size < 1)) {
            throw new BadInputException("--shape must be sizes of 1 or more, not " + Arrays.toString(shape));
        }
        return DoctorInput.of(Path.of(subject), allowed, data, features, labels, shape);
    }

    /** The first training step shows whether the network takes the data at all. */
    private static ForecastTable forecast(DoctorInput input) {
        if (!input.data().trains(input.model())) {
            return ForecastTable.withoutMeasurements(input.model(), input.data());
        }
        try {
            return ForecastTable.of(input.model(), input.data());
        } catch (RuntimeException unfit) {
            throw new BadInputException("the network can't be trained on this data: " + Problems.line(unfit));
        }
    }

    private void tell(String line) {
        command.commandLine().getErr().println(line);
        command.commandLine().getErr().flush();
    }

    private void print(
            DoctorInput input, Diagnosis diagnosis, ForecastTable forecast, List<Prescription> prescriptions) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            List<Prescription> all = prescriptions == null ? List.of() : prescriptions;
            out.println(DiagnosisRecords.of(diagnosis, input.examined(), forecast, all)
                    .json());
            out.flush();
        } else {
            new DoctorReport(diagnosis, forecast, prescriptions).print(out);
        }
    }
}
