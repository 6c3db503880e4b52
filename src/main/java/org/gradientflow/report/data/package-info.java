/** The data behind a report: read from the files of a run or a sweep, and reduced to what figures and claims need. */
package org.gradientflow.report.data;
