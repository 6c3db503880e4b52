/**
 * The report's figures, one class for each kind, drawn with XChart from {@link org.gradientflow.report.data}. The colours are
 * those of Okabe and Ito, which people with any colour vision can tell apart; a case has the same colour in all figures.
 */
package org.gradientflow.report.figure;
