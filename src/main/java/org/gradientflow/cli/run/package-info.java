/** The commands that train: {@code run}, {@code resume} and {@code replay}. */
package org.gradientflow.cli.run;
