/** The commands on saved runs: report, ui and export-tensorboard. */
package org.gradientflow.cli.saved;
