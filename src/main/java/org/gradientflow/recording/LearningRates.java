package org.gradientflow.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The learning rate of every parameter at this step, by DL4J's parameter names. */
final class LearningRates {

    private LearningRates() {}

    static Map<String, Double> of(Model model) {
        Map<String, Double> rates = new LinkedHashMap<>();
        if (model instanceof MultiLayerNetwork network) {
            Layer[] layers = network.getLayers();
            for (int i = 0; i < layers.length; i++) {
                add(rates, String.valueOf(i), layers[i]);
            }
        } else if (model instanceof ComputationGraph graph) {
            for (Layer layer : graph.getLayers()) {
                add(rates, layer.conf().getLayer().getLayerName(), layer);
            }
        }
        return rates;
    }

    private static void add(Map<String, Double> rates, String prefix, Layer layer) {
        org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
        for (String key : conf.initializer().paramKeys(conf)) {
            double rate = conf.getUpdaterByParam(key).getLearningRate(layer.getIterationCount(), layer.getEpochCount());
            // An updater without a rate, such as AdaDelta, returns NaN, but the UI needs 0.
            rates.put(prefix + "_" + key, Double.isNaN(rate) ? 0 : rate);
        }
    }
}
