package org.gradientflow.sweep.compiled;

import java.lang.reflect.Constructor;

/** Makes kernels of one kind. */
interface KernelFactory {
    /** The plain loops. */
    KernelFactory PLAIN = new KernelFactory() {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public Kernels create(int longest, int count) {
            return new Kernels(longest, count);
        }
    };

    /** Vector instructions where this JVM was started with {@value #MODULE}, else the plain loops. */
    KernelFactory BEST = best();

    /** The module that {@code --add-modules} must name. */
    String MODULE = "jdk.incubator.vector";

    /** The number of replicas must be a multiple of this. */
    int width();

    /**
     * Kernels for a layer.
     *
     * @param longest the larger of its numbers of inputs and units
     * @param count of replicas
     */
    Kernels create(int longest, int count);

    /** The fastest factory for a number of replicas; all give the same numbers. */
    static KernelFactory of(int count) {
        return count % BEST.width() == 0 ? BEST : PLAIN;
    }

    private static KernelFactory best() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return PLAIN;
        }
        try {
            // By name, because it is compiled after this class.
            Constructor<?> constructor = Class.forName(KernelFactory.class.getPackageName() + ".VectorKernels$Factory")
                    .getDeclaredConstructor();
            return (KernelFactory) constructor.newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
