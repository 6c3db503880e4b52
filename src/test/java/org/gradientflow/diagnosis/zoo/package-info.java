/**
 * Healthy and sick networks with known causes, and the harness that judges a doctor, or a published rule, by them.
 *
 * <p>{@code mvn -q -Pclinic test-compile exec:java} prints the table.
 */
package org.gradientflow.diagnosis.zoo;
