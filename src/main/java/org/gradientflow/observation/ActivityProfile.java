package org.gradientflow.observation;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network at rest: what its units and outputs do for a fixed sample, outside training mode.
 *
 * @param score as the network scores the sample, with its penalty
 * @param units by layer or vertex, outputs included, in the network's order
 * @param outputs of the network, one array an output, a row an example
 */
public record ActivityProfile(double score, Map<String, UnitActivity> units, List<INDArray> outputs) {}
