/** The command line: a command a file, and what they share. {@link org.gradientflow.cli.Main} is where it begins. */
package org.gradientflow.cli;
