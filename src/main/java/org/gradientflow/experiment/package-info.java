/**
 * Experiments: an {@link org.gradientflow.experiment.Experiment} is an immutable value that checks itself and defines one
 * training, and {@link org.gradientflow.experiment.Cases} has the original's graphs, each one line away from another. This
 * package imports no other package of the project, and from DL4J only the names of its initialisers.
 */
package org.gradientflow.experiment;
