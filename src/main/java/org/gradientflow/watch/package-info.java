/**
 * A {@link org.gradientflow.watch.TrainingWatch} for a training while it runs: cheap statistics raise a suspicion, the doctor confirms it on
 * a copy, and only then there is an alarm.
 */
package org.gradientflow.watch;
