/** What an observed training means. Knows {@code observation} and DL4J's API, so that it serves any DL4J model. */
package org.gradientflow.diagnosis;
