package org.gradientflow.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.WholeNumber;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.training.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Continues the training of a saved model as if it had never stopped. */
@Command(
        name = "resume",
        description = "Trains a saved model further. The result is the same as that of one uninterrupted training.",
        mixinStandardHelpOptions = true,
        footer = {"", "Defaults are in parentheses."})
public final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "The model.zip of a run.")
    private Path model;

    @Option(
            names = "--steps",
            converter = WholeNumber.Steps.class,
            required = true,
            paramLabel = "N",
            description = "Number of further updates.")
    private int steps;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        if (steps < 1) {
            throw new BadInputException("--steps must be 1 or more, not " + steps);
        }
        ModelFile.Saved saved = ModelFile.read(model);
        Experiment experiment = extended(saved);
        return new TrainingCommand(output)
                .run(
                        List.of(new TrainingJob(
                                experiment,
                                saved.step(),
                                () -> Session.resume(experiment, saved.network(), saved.memory()))),
                        false);
    }

    private Experiment extended(ModelFile.Saved saved) {
        try {
            return saved.experiment().withSteps(Math.addExact(saved.step(), steps));
        } catch (ArithmeticException | IllegalArgumentException tooMany) {
            throw new BadInputException("--steps " + steps + " is too many after step " + saved.step());
        }
    }
}
