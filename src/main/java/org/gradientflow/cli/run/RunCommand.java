package org.gradientflow.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.CaseNames;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.training.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains cases, by default the three of the original. */
@Command(
        name = "run",
        description =
                "Trains cases, which are small example networks, and shows how much of the gradient reaches the first layer.",
        mixinStandardHelpOptions = true,
        footer = {"", "Defaults are in parentheses."})
public final class RunCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "CASE",
            description = "Cases to train (the first three): ${COMPLETION-CANDIDATES}.",
            completionCandidates = CaseNames.class,
            converter = CaseNames.Converter.class)
    private List<Experiment> cases = Cases.ORIGINAL;

    @Mixin
    private ExperimentOptions changes;

    @Mixin
    private OutputOptions output;

    @Option(names = "--parallel", description = "Train the cases at the same time, one thread each.")
    private boolean parallel;

    @Override
    public Integer call() throws IOException {
        cases.stream()
                .collect(Collectors.groupingBy(Experiment::name, Collectors.counting()))
                .forEach((name, count) -> {
                    if (count > 1) {
                        throw new BadInputException("case " + name + " is named " + count + " times; name it once");
                    }
                });
        List<TrainingJob> jobs = cases.stream()
                .map(changes::apply)
                .map(experiment -> new TrainingJob(experiment, 0, () -> Session.start(experiment)))
                .toList();
        return new TrainingCommand(output).run(jobs, parallel);
    }
}
