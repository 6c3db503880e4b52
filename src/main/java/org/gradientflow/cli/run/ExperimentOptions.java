package org.gradientflow.cli.run;

import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.WholeNumber;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.experiment.Updater;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options that change a case before it is trained. The case keeps its own value where an option is not given. */
final class ExperimentOptions {
    @Option(
            names = "--steps",
            converter = WholeNumber.Steps.class,
            paramLabel = "N",
            description = "Number of parameter updates (10000).")
    Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the initial values and inputs (" + Cases.SEED + ").")
    Long seed;

    @Option(
            names = "--batch",
            converter = WholeNumber.Batch.class,
            paramLabel = "ROWS",
            description = "Rows per step (the case's: 1 or 32).")
    Integer batch;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Learning rate (1e-3).")
    Double learningRate;

    @Option(
            names = "--updater",
            paramLabel = "RULE",
            description = "sgd or adam (the case's).",
            converter = UpdaterConverter.class)
    Updater updater;

    @Option(
            names = "--init",
            paramLabel = "SCHEME",
            description = "Initial weights: normal:STD, xavier-uniform, relu or another scheme of DL4J (the case's).",
            converter = InitialisationConverter.class)
    Initialisation weights;

    @Option(
            names = "--bias",
            paramLabel = "BIAS",
            description = "Initial biases: same (drawn like the weights) or a number (the case's).",
            converter = BiasConverter.class)
    Bias bias;

    @Option(
            names = "--loss",
            paramLabel = "SCOPE",
            description = "Output elements that the loss counts: first-element or all (the case's).",
            converter = LossScopeConverter.class)
    LossScope lossScope;

    @Option(
            names = "--clip",
            paramLabel = "BOUND",
            description = "Bound of each gradient element (4.5); Infinity turns clipping off.")
    Double clip;

    /**
     * A copy of the case, changed by the options that were given.
     *
     * @throws BadInputException when a value is out of range
     */
    Experiment apply(Experiment experiment) {
        try {
            Experiment changed = experiment;
            changed = steps == null ? changed : changed.withSteps(steps);
            changed = seed == null ? changed : changed.withSeed(seed);
            changed = batch == null ? changed : changed.withBatch(batch);
            changed = learningRate == null ? changed : changed.withLearningRate(learningRate);
            changed = updater == null ? changed : changed.withUpdater(updater);
            changed = weights == null ? changed : changed.withWeights(weights);
            changed = bias == null ? changed : changed.withBias(bias);
            changed = lossScope == null ? changed : changed.withLossScope(lossScope);
            return clip == null ? changed : changed.withClip(clip);
        } catch (IllegalArgumentException outOfRange) {
            throw new BadInputException(outOfRange.getMessage());
        }
    }

    private static final class UpdaterConverter implements ITypeConverter<Updater> {
        @Override
        public Updater convert(String text) {
            return Updater.parse(text);
        }
    }

    private static final class InitialisationConverter implements ITypeConverter<Initialisation> {
        @Override
        public Initialisation convert(String text) {
            return Initialisation.parse(text);
        }
    }

    private static final class BiasConverter implements ITypeConverter<Bias> {
        @Override
        public Bias convert(String text) {
            return Bias.parse(text);
        }
    }

    private static final class LossScopeConverter implements ITypeConverter<LossScope> {
        @Override
        public LossScope convert(String text) {
            return LossScope.parse(text);
        }
    }
}
