/** Published rules for finding training problems, at their published thresholds, for comparison with the doctor. */
package org.gradientflow.benchmark.published;
