/** The claims of the original, and a few of this project, each with a verdict computed from the numbers of a run. */
package org.gradientflow.report.claim;
