package org.gradientflow.cli;

import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.experiment.Updater;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options that change an experiment. What is not given stays as the case has it. */
final class ExperimentOptions {
    @Option(names = "--steps", paramLabel = "N", description = "Parameter updates (10000).")
    Integer steps;

    @Option(names = "--seed", paramLabel = "N", description = "Of initial values and inputs (" + Cases.SEED + ").")
    Long seed;

    @Option(names = "--batch", paramLabel = "ROWS", description = "Rows a step.")
    Integer batch;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Learning rate (1e-3).")
    Double learningRate;

    @Option(names = "--updater", description = "sgd or adam.", converter = UpdaterConverter.class)
    Updater updater;

    @Option(
            names = "--init",
            description = "Initial weights: normal:STD, xavier-uniform, relu or any other of DL4J's schemes.",
            converter = InitialisationConverter.class)
    Initialisation weights;

    @Option(
            names = "--bias",
            description = "Initial biases: same (drawn like the weights) or a number.",
            converter = BiasConverter.class)
    Bias bias;

    @Option(names = "--loss", description = "first-element or all.", converter = LossScopeConverter.class)
    LossScope lossScope;

    @Option(names = "--clip", paramLabel = "BOUND", description = "Clip gradients by value (4.5); Infinity for not.")
    Double clip;

    /**
     * The case with what was given.
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
