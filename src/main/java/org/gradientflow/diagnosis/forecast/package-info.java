/** What the first gradients of a network will be, computed from its configuration alone. */
package org.gradientflow.diagnosis.forecast;
