package org.gradientflow.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.ModelCollection;
import org.gradientflow.cli.terminal.BadInputException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The models that a benchmark examines, as chosen on its command line. */
final class ChosenModels {
    /** Part of the model collection. */
    enum Part {
        HELD_OUT,
        FITTING,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Parameters(
            paramLabel = "MODELS",
            arity = "0..1",
            defaultValue = "held-out",
            description = "part of the model collection: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Part part;

    @Option(names = "--every", defaultValue = "1", description = "examine every N-th model (${DEFAULT-VALUE})")
    private int every;

    @Option(names = "--first", defaultValue = "0", description = "number of the first model (${DEFAULT-VALUE})")
    private int first;

    List<BenchmarkModel> all() {
        return some(models());
    }

    List<BenchmarkModel> faulty() {
        return some(models().stream().filter(model -> model.fault().isPresent()).toList());
    }

    private List<BenchmarkModel> models() {
        return switch (part) {
            case HELD_OUT -> ModelCollection.heldOut();
            case FITTING -> ModelCollection.fitting();
            case ALL -> ModelCollection.all();
        };
    }

    private List<BenchmarkModel> some(List<BenchmarkModel> models) {
        if (every < 1 || first < 0) {
            throw new BadInputException("--every must be 1 or more, and --first 0 or more");
        }
        return IntStream.iterate(first, i -> i < models.size(), i -> i + every)
                .mapToObj(models::get)
                .toList();
    }
}
