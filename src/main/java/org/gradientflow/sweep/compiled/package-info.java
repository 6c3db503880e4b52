/**
 * DL4J's training of small dense networks in plain arrays, many networks side by side: the same numbers, thousands of times
 * faster.
 */
package org.gradientflow.sweep.compiled;
