package org.gradientflow.observation;

/**
 * The distance that a parameter moved in a training.
 *
 * @param start Euclidean norm of its value at step 0
 * @param distance Euclidean distance of its last value from its first
 */
public record Movement(double start, double distance) {
    /**
     * The distance relative to the start.
     *
     * @return distance over start; 0 where nothing moved, infinite where something moved from zero
     */
    public double relative() {
        return distance == 0 ? 0 : distance / start;
    }
}
