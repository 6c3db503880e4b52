/** Internal: short trainings of changed copies, and everything else that is measured of a network once. */
package org.gradientflow.diagnosis.trial;
