package org.gradientflow.watch;

import java.util.EnumSet;
import java.util.Set;

/** When the next suspicion is worth an examination: a sudden one at once, others later and later. */
final class Waiting {
    /** Steps after the first examination that did not confirm a suspicion; each further one waits four times as long. */
    private static final int FIRST = 500;

    private static final int FACTOR = 4;

    /** They may come at any time, and are each examined once without waiting. */
    private static final Set<Suspicion> SUDDEN =
            EnumSet.of(Suspicion.DIVERGED, Suspicion.LOSS_RISING, Suspicion.UNITS_DYING);

    private final Set<Suspicion> examined = EnumSet.noneOf(Suspicion.class);
    private long wait = FIRST;
    private long next;

    boolean isOver(Set<Suspicion> suspicions, long step) {
        return step >= next || suspicions.stream().anyMatch(one -> SUDDEN.contains(one) && !examined.contains(one));
    }

    void examined(Set<Suspicion> suspicions, long step) {
        examined.addAll(suspicions);
        next = step + wait;
        wait *= FACTOR;
    }
}
