/**
 * The training loop: a {@link org.gradientflow.training.Session} trains an experiment step by step, calls its listeners with
 * each {@link org.gradientflow.training.Step}, and returns a {@link org.gradientflow.training.Run}. The same experiment gives
 * the same numbers bit for bit, alone or in parallel with others, uninterrupted or resumed.
 */
package org.gradientflow.training;
