/** What the original says, and what the project adds, each with a verdict computed from the run at hand. */
package org.gradientflow.report.claim;
