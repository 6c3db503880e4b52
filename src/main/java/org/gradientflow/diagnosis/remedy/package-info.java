/** Internal: changes that may make a network learn, and trials that compare them with the unchanged network. */
package org.gradientflow.diagnosis.remedy;
