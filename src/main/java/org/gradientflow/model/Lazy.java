package org.gradientflow.model;

import java.util.function.Supplier;

/**
 * Internal: a value that is worked out when it is first asked for, and kept. For one thread.
 *
 * @param <T> of the value
 */
public final class Lazy<T> {
    private Supplier<? extends T> work;
    private T value;

    private Lazy(Supplier<? extends T> work) {
        this.work = work;
    }

    /**
     * A value that is not known yet.
     *
     * @param <T> of the value
     * @param work done once; after it throws, it is done again at the next call
     * @return the value to be
     */
    public static <T> Lazy<T> of(Supplier<? extends T> work) {
        return new Lazy<>(work);
    }

    public T get() {
        if (work != null) {
            value = work.get();
            work = null; // and what it refers to
        }
        return value;
    }
}
