package org.gradientflow.storage;

/**
 * One change that the doctor tried. Numbers that are not finite are written as texts.
 *
 * @param change in words, with the line to write in DL4J's builder
 * @param verified whether it helped when it was tried
 * @param lossBefore median loss without the change
 * @param lossAfter median loss with the change
 * @param seeds how many pairs of trainings were compared
 * @param helped in how many of them the change helped
 */
public record PrescriptionRecord(
        String change, boolean verified, double lossBefore, double lossAfter, int seeds, int helped) {}
