/**
 * The report's figures, a class each, drawn with XChart from {@link org.gradientflow.report.data}. Colours are those of Okabe
 * and Ito, which people with any colour vision can tell apart, and every case keeps its own in all figures.
 */
package org.gradientflow.report.figure;
