/** Forecasts the first gradients of a network from its configuration and initial parameters. */
package org.gradientflow.diagnosis.forecast;
