package org.gradientflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTest {
    private static Grid grid(String layers, String seeds) {
        return Grid.of(Map.of(Setting.LAYERS, layers, Setting.SEEDS, seeds));
    }

    @ParameterizedTest
    @CsvSource({"2..12,50,8", "2..12,50,1", "2..3,1,8", "2,7,3", "2..9,1000000,100"})
    void shardsAreTheGridOneAfterAnother(String layers, String seeds, int count) {
        Grid grid = grid(layers, seeds);
        long next = 0;
        for (int index = 1; index <= count; index++) {
            Shard shard = new Shard(index, count);
            assertThat(shard.from(grid)).isEqualTo(next);
            assertThat(shard.to(grid)).isGreaterThanOrEqualTo(next);
            next = shard.to(grid);
        }
        assertThat(next).isEqualTo(grid.runs());
    }

    @Test
    void eachHasAboutTheSameWorkThoughDeepNetworksCostMore() {
        Grid grid = grid("2..12", "50");
        double all = grid.sum(0, grid.runs(), experiment -> experiment.weightLayers());
        Shard first = new Shard(1, 8);
        Shard last = new Shard(8, 8);

        assertThat(first.to(grid) - first.from(grid)).isGreaterThan(3 * (last.to(grid) - last.from(grid)));
        assertThat(grid.sum(last.from(grid), last.to(grid), experiment -> experiment.weightLayers()))
                .isBetween(0.1 * all, 0.15 * all);
    }

    @Test
    void aNumberOrASchedulersEnvironmentSaysWhich() {
        assertThat(Shard.parse("3/8", Map.of())).isEqualTo(new Shard(3, 8));
        // Kubernetes counts from 0.
        assertThat(Shard.parse("auto/8", Map.of("JOB_COMPLETION_INDEX", "0"))).isEqualTo(new Shard(1, 8));
        assertThat(Shard.parse("auto/8", Map.of("JOB_COMPLETION_INDEX", "7"))).isEqualTo(new Shard(8, 8));
        Map<String, String> slurm =
                Map.of("SLURM_ARRAY_TASK_ID", "12", "SLURM_ARRAY_TASK_MIN", "10", "SLURM_ARRAY_TASK_COUNT", "8");
        assertThat(Shard.parse("auto", slurm)).isEqualTo(new Shard(3, 8));
        assertThat(Shard.parse(
                        "auto",
                        Map.of(
                                "SLURM_ARRAY_TASK_ID", "4",
                                "SLURM_ARRAY_TASK_MIN", "0",
                                "SLURM_ARRAY_TASK_STEP", "2",
                                "SLURM_ARRAY_TASK_COUNT", "8")))
                .isEqualTo(new Shard(3, 8));
    }

    @Test
    void whatIsNoShardIsOneLine() {
        assertRefused("9/8", Map.of(), "shard must be from 1 to 8, not 9");
        assertRefused("0/8", Map.of(), "shard must be from 1 to 8, not 0");
        assertRefused("1/0", Map.of(), "number of shards must be from 1 to 100,000, not 0");
        assertRefused("a/8", Map.of(), "shard must be a whole number, not 'a'");
        assertRefused("3", Map.of(), "shard must be INDEX/COUNT, auto (Slurm) or auto/COUNT (Kubernetes), not '3'");
        assertRefused(
                "auto",
                Map.of(),
                "shard auto needs SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX in the environment; write"
                        + " INDEX/COUNT");
        assertRefused(
                "auto",
                Map.of("JOB_COMPLETION_INDEX", "1"),
                "shard auto needs the number of completions in a Kubernetes job, as in auto/8");
        assertRefused("auto/8", Map.of("JOB_COMPLETION_INDEX", "8"), "shard must be from 1 to 8, not 9");
        assertRefused(
                "auto", Map.of("SLURM_ARRAY_TASK_ID", "1"), "shard auto needs SLURM_ARRAY_TASK_MIN in the environment");
    }

    private static void assertRefused(String text, Map<String, String> environment, String message) {
        assertThatThrownBy(() -> Shard.parse(text, environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
