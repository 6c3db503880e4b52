package org.gradientflow.sweep;

import java.util.Map;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;

/**
 * One of several processes that share a grid. Each trains a contiguous part of the grid, about as much work as the others, so
 * that their concatenated files are the file of one process.
 *
 * @param index from 1
 * @param count of shards, 1 to 100,000
 */
public record Shard(int index, int count) {
    /** The whole grid. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final String AUTO = "auto";
    private static final String KUBERNETES = "JOB_COMPLETION_INDEX";
    private static final String SLURM = "SLURM_ARRAY_TASK_";

    /**
     * Refuses an index outside.
     *
     * @param index from 1
     * @param count of shards, 1 to 100,000
     */
    public Shard {
        Check.between("number of shards", count, 1, 100_000);
        Check.between("shard", index, 1, count);
    }

    /**
     * Reads {@code 3/8}, or {@code auto} in a task of a Slurm array, or {@code auto/8} in a pod of a Kubernetes indexed job,
     * which does not tell its pods how many they are.
     *
     * @param text as on the command line
     * @param environment of the process
     * @return the shard
     * @throws IllegalArgumentException with one line that names the text or the variable
     */
    public static Shard parse(String text, Map<String, String> environment) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2 && !parts[0].equals(AUTO)) {
            return new Shard(number("shard", parts[0]), number("shard", parts[1]));
        }
        if (parts.length > 2 || !parts[0].equals(AUTO)) {
            throw new IllegalArgumentException(
                    "shard must be INDEX/COUNT, auto (Slurm) or auto/COUNT (Kubernetes), not '" + text + "'");
        }
        if (environment.containsKey(SLURM + "ID")) {
            int step = environment.containsKey(SLURM + "STEP") ? variable(environment, SLURM + "STEP") : 1;
            int first = variable(environment, SLURM + "MIN");
            int count = parts.length == 2 ? number("shard", parts[1]) : variable(environment, SLURM + "COUNT");
            return new Shard((variable(environment, SLURM + "ID") - first) / Math.max(1, step) + 1, count);
        }
        if (environment.containsKey(KUBERNETES)) {
            if (parts.length == 1) {
                throw new IllegalArgumentException(
                        "shard auto needs the number of completions in a Kubernetes job, as in auto/8");
            }
            return new Shard(variable(environment, KUBERNETES) + 1, number("shard", parts[1]));
        }
        throw new IllegalArgumentException(
                "shard auto needs " + SLURM + "ID or " + KUBERNETES + " in the environment; write INDEX/COUNT");
    }

    private static int variable(Map<String, String> environment, String name) {
        if (!environment.containsKey(name)) {
            throw new IllegalArgumentException("shard auto needs " + name + " in the environment");
        }
        return number(name, environment.get(name));
    }

    private static int number(String what, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(what + " must be a whole number, not '" + text + "'");
        }
    }

    /**
     * The first run of this shard.
     *
     * @param grid that is shared
     * @return a run, or the number of runs where nothing is left for this shard
     */
    public long from(Grid grid) {
        return boundary(grid, index - 1);
    }

    /**
     * The run after the last of this shard.
     *
     * @param grid that is shared
     * @return the first run of the next shard
     */
    public long to(Grid grid) {
        return boundary(grid, index);
    }

    /** The run at which the first so many shards have done their share of the work. */
    private long boundary(Grid grid, int shards) {
        long runs = grid.runs();
        if (shards == 0 || shards == count) {
            return shards == 0 ? 0 : runs;
        }
        double left = grid.sum(0, runs, Shard::work) / count * shards;
        long seeds = grid.seeds().count();
        for (long run = 0; run < runs; run += seeds) {
            double each = work(grid.experiment(run));
            if (left < each * seeds) {
                return run + Math.round(left / each);
            }
            left -= each * seeds;
        }
        return runs;
    }

    private static double work(Experiment experiment) {
        return (double) Networks.parameters(experiment) * experiment.batch();
    }

    /** How its file is named, so that the files of all sort in their order. */
    String suffix() {
        int digits = Integer.toString(count).length();
        return ("%0" + digits + "d-of-%d").formatted(index, count);
    }
}
