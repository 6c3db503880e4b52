/**
 * What is trained: an {@link org.gradientflow.experiment.Experiment} is an immutable value that checks itself, and the
 * original's graphs are {@link org.gradientflow.experiment.Cases}, each one line away from another. Knows nothing of ours, and
 * of DL4J only the names of its initialisers.
 */
package org.gradientflow.experiment;
