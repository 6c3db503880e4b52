/** The commands sweep and sweep-report. */
package org.gradientflow.cli.sweep;
