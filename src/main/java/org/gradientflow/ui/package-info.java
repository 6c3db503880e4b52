/** DL4J's training UI, tamed: on one address ({@link org.gradientflow.ui.TrainingUi}), read only, and stoppable. */
package org.gradientflow.ui;
