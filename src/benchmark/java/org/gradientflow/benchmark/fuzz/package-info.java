/** Feeds damaged input to every reader of this program: it must be read, or refused with one line. */
package org.gradientflow.benchmark.fuzz;
