package org.gradientflow.sweep.engine;

import java.util.List;
import org.gradientflow.experiment.Check;

/** The engines that train a sweep's networks. */
public final class Engines {
    /** The compiled trainer. */
    public static final Engine COMPILED = new CompiledEngine();

    /** Deeplearning4j itself. */
    public static final Engine DL4J = new Dl4jEngine();

    private static final List<Engine> ALL = List.of(COMPILED, DL4J);

    private Engines() {}

    /**
     * The engine of that name.
     *
     * @param name as in {@link Engine#name}
     * @return the engine
     * @throws IllegalArgumentException with one line that suggests the nearest name
     */
    public static Engine named(String name) {
        return ALL.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "engine", name, ALL.stream().map(Engine::name).toList()));
    }
}
