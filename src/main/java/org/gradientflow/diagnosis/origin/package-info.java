/** Where the first NaN or infinity of a training comes from: its step, layer, row and reason. */
package org.gradientflow.diagnosis.origin;
