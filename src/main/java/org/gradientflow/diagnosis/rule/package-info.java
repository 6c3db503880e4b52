/** Internal: one rule a file. A rule looks at an examination and returns findings of one cause. */
package org.gradientflow.diagnosis.rule;
