package org.gradientflow.observation;

import org.deeplearning4j.nn.api.Model;
import org.gradientflow.model.TrainingData;

/**
 * The result of training a copy of a network for a while.
 *
 * @param history of the training
 * @param trained the copy, as it was left
 * @param sample that both profiles look at
 * @param before of the copy before its first step
 * @param after of the copy after its last
 */
public record Probe(
        History history, Model trained, TrainingData sample, ActivityProfile before, ActivityProfile after) {}
