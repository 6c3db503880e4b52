package org.gradientflow.model;

import java.util.Iterator;
import java.util.Random;
import java.util.stream.IntStream;

/** The numbers below a bound, shuffled anew every time all were given. */
final class Shuffled implements Iterator<Integer> {
    private final int[] order;
    private final Random random;
    private int next;

    Shuffled(int bound, Random random) {
        this.order = IntStream.range(0, bound).toArray();
        this.random = random;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Integer next() {
        // Fisher and Yates, one element at a time.
        int other = next + random.nextInt(order.length - next);
        int value = order[other];
        order[other] = order[next];
        order[next] = value;
        next = (next + 1) % order.length;
        return value;
    }
}
