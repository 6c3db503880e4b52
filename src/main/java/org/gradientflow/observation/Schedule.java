package org.gradientflow.observation;

import java.util.List;

/**
 * Which steps are recorded: the first {@value #FIRST} and every one at a spacing. When {@value #MOST} snapshots are kept, the spacing
 * doubles and those between are dropped. It counts steps and looks at no clock: the same training gives the same history.
 */
final class Schedule {
    static final int MOST = 200;

    /** Where a network breaks at once, these show it. */
    static final int FIRST = 5;

    private int spacing;

    Schedule(int spacing) {
        if (spacing < 1) {
            throw new IllegalArgumentException("spacing: expected 1 or more, got " + spacing);
        }
        this.spacing = spacing;
    }

    boolean isDue(int step) {
        return step < FIRST || step % spacing == 0;
    }

    void thin(List<Snapshot> snapshots) {
        if (snapshots.size() == MOST) {
            spacing *= 2;
            snapshots.removeIf(snapshot -> snapshot.step() % spacing != 0);
        }
    }
}
