package org.gradientflow.report.data;

/**
 * The elements of one array at one step.
 *
 * @param step from 0
 * @param values as recorded
 */
public record Distribution(int step, float[] values) {}
