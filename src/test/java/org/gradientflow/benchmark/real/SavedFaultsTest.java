package org.gradientflow.benchmark.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SavedFaultsTest {
    @Test
    void everyRepairedModelBelongsToASickOne() {
        List<String> ids = SavedFaults.all().stream().map(RealModel::id).toList();
        assertThat(ids).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(SavedFaults.all().stream().filter(model -> !model.sick()).map(RealModel::id))
                .allSatisfy(id -> assertThat(ids).contains(id.replaceAll("fix$", "")));
    }

    @Test
    void aModelIsReadWithItsTable() {
        RealModel iris = SavedFaults.all().stream()
                .filter(model -> model.id().equals("iris_rate5"))
                .findFirst()
                .orElseThrow();
        assertThat(iris.causes()).containsExactly("rate-too-high");
        assertThat(iris.data().get().getFeatures().columns()).isEqualTo(4);
        assertThat(iris.data().get().getLabels().columns()).isEqualTo(3);
        assertThat(iris.network().get().numParams()).isPositive();
    }
}
