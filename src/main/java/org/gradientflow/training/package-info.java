/**
 * The loop: a {@link org.gradientflow.training.Session} trains an experiment step by step, tells those who listen of each
 * {@link org.gradientflow.training.Step}, and ends in a {@link org.gradientflow.training.Run}. The same experiment gives the
 * same numbers bit for bit, alone or beside others, in one go or in two.
 */
package org.gradientflow.training;
