package org.gradientflow.sweep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Experiment;

/**
 * What a sweep trains, in a fixed order: the cells of each part, and the seeds of each cell. It holds only the values of its
 * settings, so it is small however many networks it has.
 */
public final class Grid {
    /** The summary of a grid with more cells would not fit into memory. */
    public static final long MOST_CELLS = 1_000_000;

    /** Each part is compared with each other part. */
    private static final int MOST_PARTS = 1_000;

    private final List<GridPart> parts;
    private final Seeds seeds;
    private final Experiment base;

    private Grid(Set<GridPart> parts, Seeds seeds, Experiment base) {
        this.parts = List.copyOf(parts);
        this.seeds = seeds;
        this.base = base;
        check();
    }

    /**
     * Reads a grid that a person wrote. Equal parts become one.
     *
     * @param text settings and their values
     * @return the grid
     * @throws IllegalArgumentException with one line that names what can't be read
     */
    public static Grid of(GridText text) {
        Experiment base = text.base();
        Set<GridPart> parts = new LinkedHashSet<>();
        text.parts().forEach(part -> parts.add(GridPart.of(base, setting -> GridText.list(part, setting))));
        return new Grid(parts, text.seeds(), base);
    }

    /**
     * A grid of one part. A setting that is not given is as in the three-layer net.
     *
     * @param settings for example {@code LAYERS} as {@code 2..8}
     * @return every combination of their values
     * @throws IllegalArgumentException with one line that names what can't be read
     */
    public static Grid of(Map<Setting, String> settings) {
        return of(new GridText(List.of(settings)));
    }

    private void check() {
        try {
            Check.between("cells of the grid", cells(), 1, MOST_CELLS);
            Math.multiplyExact(cells(), seeds.count());
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("the grid has more cells than can be counted");
        }
        Check.between("parts of the grid", parts.size(), 1, MOST_PARTS);
        for (int i = 0; i < parts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (parts.get(i).overlaps(parts.get(j))) {
                    throw new IllegalArgumentException(
                            "parts %d and %d of the grid have a cell in common; list each cell once"
                                    .formatted(j + 1, i + 1));
                }
            }
        }
        parts.forEach(GridPart::checkSize);
    }

    /**
     * The text that gives this grid again, the same for the same grid.
     *
     * @return YAML as {@link GridFile} reads it
     */
    String text() {
        StringBuilder text = new StringBuilder("seeds: ").append(seeds.text()).append('\n');
        for (Setting setting : Setting.ofTheSweep()) {
            text.append(setting.text())
                    .append(": ")
                    .append(setting.property().text(base))
                    .append('\n');
        }
        text.append("grids:\n");
        parts.forEach(part -> text.append("- ").append(part.text()).append('\n'));
        return text.toString();
    }

    /**
     * The seeds of each cell.
     *
     * @return the seeds
     */
    public Seeds seeds() {
        return seeds;
    }

    /**
     * Updates of each network.
     *
     * @return 1 or more
     */
    public int steps() {
        return base.steps();
    }

    /**
     * The number of cells.
     *
     * @return 1 or more
     */
    public long cells() {
        return parts.stream().mapToLong(GridPart::size).reduce(0, Math::addExact);
    }

    /**
     * The number of networks, a run each.
     *
     * @return cells times seeds
     */
    public long runs() {
        return cells() * seeds.count();
    }

    /**
     * A cell.
     *
     * @param index from 0
     * @return the cell
     */
    public Cell cell(long index) {
        long rest = index;
        for (GridPart part : parts) {
            if (rest < part.size()) {
                return part.cell(rest);
            }
            rest -= part.size();
        }
        throw new IndexOutOfBoundsException("cell " + index + " of " + cells());
    }

    /**
     * The cell of a run.
     *
     * @param run from 0
     * @return the cell
     */
    public Cell cellOf(long run) {
        return cell(run / seeds.count());
    }

    /**
     * The seed of a run.
     *
     * @param run from 0
     * @return the seed
     */
    public long seedOf(long run) {
        return seeds.first() + run % seeds.count();
    }

    /**
     * A run as an experiment: {@code run} with these settings and this seed gives the same numbers.
     *
     * @param run from 0
     * @return the experiment
     */
    public Experiment experiment(long run) {
        return cellOf(run).experiment().withSeed(seedOf(run));
    }

    /**
     * Adds something up over the networks of a range.
     *
     * @param from the first run
     * @param to after the last
     * @param cost of one network, the same for all of a cell
     * @return the sum
     */
    public double sum(long from, long to, ToDoubleFunction<Experiment> cost) {
        double sum = 0;
        for (long run = from; run < to; ) {
            long next = Math.min(to, (run / seeds.count() + 1) * seeds.count());
            sum += (next - run) * cost.applyAsDouble(experiment(run));
            run = next;
        }
        return sum;
    }
}
