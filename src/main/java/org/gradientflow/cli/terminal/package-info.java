/** What all commands share: the terminal, signals, progress, and one clear line for every problem. */
package org.gradientflow.cli.terminal;
