/** Deeplearning4j's two kinds of network seen alike: their structure, copies to work on, and training data. Knows no other package. */
package org.gradientflow.model;
