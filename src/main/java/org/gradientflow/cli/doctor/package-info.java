/** The commands doctor and explain, and the diagnosis of the project's own cases. */
package org.gradientflow.cli.doctor;
