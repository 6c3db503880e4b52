/** Published rules for finding training problems, at their published defaults, to be judged beside the doctor. */
package org.gradientflow.diagnosis.zoo.published;
