package org.gradientflow.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.sweep.Cell;
import org.gradientflow.sweep.SweepSummary;
import org.junit.jupiter.api.Test;

class CellMapTest {
    /** Two depths and two initial scales at each learning rate. */
    private static List<CellMap.Panel> panels(double... rates) {
        List<SweepSummary> cells = new ArrayList<>();
        for (double rate : rates) {
            for (int layers = 2; layers <= 3; layers++) {
                for (double std : new double[] {0.01, 0.1}) {
                    Cell cell = new Cell(Cases.THREE_LAYER
                            .withHidden(Collections.nCopies(layers - 1, 16).toArray(Integer[]::new))
                            .withWeights(new Initialisation.Normal(std))
                            .withLearningRate(rate));
                    cells.add(new SweepSummary(cell, 1, 0, 0));
                }
            }
        }
        return CellMap.of(cells).orElseThrow().panels();
    }

    @Test
    void hasAPanelForEachValueHoweverNearTheyAre() {
        List<CellMap.Panel> panels = panels(0.001, 0.00104, 0.1);

        assertThat(panels).hasSize(3);
        assertThat(panels)
                .flatExtracting(CellMap.Panel::cells)
                .allSatisfy(row -> assertThat(row).hasSize(2).allMatch(Optional::isPresent));
    }

    @Test
    void titlesHaveAsFewDigitsAsTellThemApart() {
        assertThat(panels(0.001, 0.03162))
                .extracting(CellMap.Panel::title)
                .containsExactly("learning rate 1e-3", "learning rate 0.032");
        assertThat(panels(0.001, 0.00104, 0.03162))
                .extracting(CellMap.Panel::title)
                .containsExactly("learning rate 1e-3", "learning rate 1.04e-3", "learning rate 0.0316");
    }
}
