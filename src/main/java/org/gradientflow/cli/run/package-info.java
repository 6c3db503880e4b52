/** The commands that train: run, resume and replay. */
package org.gradientflow.cli.run;
