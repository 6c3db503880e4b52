package org.gradientflow.benchmark.published;

import java.util.Optional;

/**
 * Deeplearning4j's guide to its training UI: the ratio of mean magnitudes of updates and parameters "should be around 1:1000",
 * -3 on its log10 chart; a factor of ten either way is let pass here. Averaged, on that chart, over the training.
 */
public final class UpdateRatioGuide implements PublishedRule {
    /** deeplearning4j.konduit.ai, "Visualization": log10 of 1:1000. */
    public static final double AROUND = -3;

    /** How far from it is still around, in powers of ten. */
    public static final double FACTOR = 1;

    @Override
    public String name() {
        return "DL4J guide, update ratio";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        for (String layer : observed.steps().get(0).updates().keySet()) {
            double mean = observed.steps().stream()
                    .mapToDouble(step ->
                            Math.log10(Tensors.meanAbsolute(step.updates().get(layer))
                                    / Tensors.meanAbsolute(step.weights().get(layer))))
                    .average()
                    .orElse(AROUND);
            if (!(mean <= AROUND + FACTOR)) {
                return Optional.of("rate-too-high");
            }
            if (mean < AROUND - FACTOR) {
                return Optional.of("rate-too-low");
            }
        }
        return Optional.empty();
    }
}
