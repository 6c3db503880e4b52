/** The command doctor, and the doctor's verdict on the project's own cases. */
package org.gradientflow.cli.doctor;
