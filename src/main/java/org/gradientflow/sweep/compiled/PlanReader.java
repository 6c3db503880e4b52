package org.gradientflow.sweep.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeGradientStepFunction;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Reads every field of a configuration, and refuses features that the compiled trainer can't compute. */
final class PlanReader {
    private static final Set<Class<?>> UPDATERS = Set.of(Sgd.class, Nesterovs.class, Adam.class);

    private final MultiLayerConfiguration configuration;

    PlanReader(MultiLayerConfiguration configuration) {
        this.configuration = configuration;
    }

    NetworkPlan read() {
        String network = "this network";
        require(network, configuration.getDataType() == DataType.FLOAT, "data type " + configuration.getDataType());
        require(
                network,
                configuration.getBackpropType() == BackpropType.Standard,
                "truncated back-propagation through time");
        Map<Integer, ?> preProcessors = configuration.getInputPreProcessors();
        require(network, preProcessors == null || preProcessors.isEmpty(), "an input preprocessor");
        List<LayerPlan> layers = new ArrayList<>();
        List<NeuralNetConfiguration> confs = configuration.getConfs();
        int offset = 0;
        for (int i = 0; i < confs.size(); i++) {
            LayerPlan layer = layer(where(i), confs.get(i), i == confs.size() - 1, offset);
            require(
                    where(i),
                    i == 0 || layers.get(i - 1).outputs() == layer.inputs(),
                    layer.inputs() + " inputs after a layer of another number of outputs");
            require(
                    where(i),
                    confs.get(i).isMiniBatch() == confs.get(0).isMiniBatch(),
                    "miniBatch other than in the layers before");
            layers.add(layer);
            offset = layer.end();
        }
        OutputLayer output = (OutputLayer) confs.get(confs.size() - 1).getLayer();
        return new NetworkPlan(
                List.copyOf(layers),
                loss(where(confs.size() - 1), output.getLossFn()),
                confs.get(0).isMiniBatch(),
                configuration.getIterationCount());
    }

    private static String where(int layer) {
        return "layer " + layer;
    }

    private static LayerPlan layer(String where, NeuralNetConfiguration conf, boolean last, int offset) {
        require(
                where,
                conf.getOptimizationAlgo() == OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT,
                "optimisation algorithm " + conf.getOptimizationAlgo());
        require(
                where,
                conf.getStepFunction() == null || conf.getStepFunction() instanceof NegativeGradientStepFunction,
                "a step function");
        require(where, conf.isMinimize(), "maximising");
        require(where, conf.getDataType() == DataType.FLOAT, "data type " + conf.getDataType());
        Layer layer = conf.getLayer();
        Class<?> expected = last ? OutputLayer.class : DenseLayer.class;
        require(
                where,
                layer.getClass() == expected,
                "a " + layer.getClass().getSimpleName() + " where a " + expected.getSimpleName() + " is needed");
        FeedForwardLayer dense = (FeedForwardLayer) layer;
        refuseExtras(where, dense);
        return new LayerPlan(
                size(where, "inputs", dense.getNIn()),
                size(where, "outputs", dense.getNOut()),
                offset,
                activation(where, dense.getActivationFn()),
                clip(where, dense),
                updater(where, dense.getUpdaterByParam("W")),
                updater(where, dense.getUpdaterByParam("b")));
    }

    private static void refuseExtras(String where, FeedForwardLayer layer) {
        boolean bias = layer instanceof DenseLayer dense ? dense.hasBias() : ((OutputLayer) layer).hasBias();
        require(where, bias, "a layer without bias");
        require(where, !(layer instanceof DenseLayer dense && dense.hasLayerNorm()), "layer normalisation");
        require(where, layer.getIDropout() == null, "dropout");
        require(where, isEmpty(layer.getConstraints()), "a constraint");
        require(where, isEmpty(layer.getRegularization()), "regularisation of weights (l1, l2 or weight decay)");
        require(where, isEmpty(layer.getRegularizationBias()), "regularisation of biases (l1, l2 or weight decay)");
        require(where, layer.getWeightNoise() == null, "weight noise");
        require(where, layer.getTimeDistributedFormat() == null, "time series");
    }

    private static boolean isEmpty(List<?> list) {
        return list == null || list.isEmpty();
    }

    private static int size(String where, String what, long size) {
        require(where, size > 0 && size <= 1 << 20, size + " " + what);
        return (int) size;
    }

    private static float clip(String where, BaseLayer layer) {
        GradientNormalization normalization = layer.getGradientNormalization();
        if (normalization == null || normalization == GradientNormalization.None) {
            return Float.POSITIVE_INFINITY;
        }
        require(
                where,
                normalization == GradientNormalization.ClipElementWiseAbsoluteValue,
                "gradient normalization " + normalization);
        double bound = layer.getGradientNormalizationThreshold();
        require(where, bound > 0, "clipping at " + bound);
        return (float) bound;
    }

    private static Activation activation(String where, IActivation function) {
        Class<?> type = function.getClass();
        if (type == ActivationReLU.class) {
            ActivationReLU relu = (ActivationReLU) function;
            require(
                    where,
                    relu.getMax() == null && relu.getThreshold() == null && relu.getNegativeSlope() == null,
                    "a ReLU with maximum, threshold or negative slope");
            return new Activation(Activation.Kind.RELU, 0);
        }
        if (type == ActivationLReLU.class) {
            double alpha = ((ActivationLReLU) function).getAlpha();
            require(where, alpha > 0, "a LeakyReLU of alpha " + alpha);
            return new Activation(Activation.Kind.LEAKY_RELU, (float) alpha);
        }
        if (type == ActivationIdentity.class) {
            return new Activation(Activation.Kind.IDENTITY, 1);
        }
        if (type == ActivationSigmoid.class) {
            return new Activation(Activation.Kind.SIGMOID, 0);
        }
        require(where, type == ActivationTanH.class, "activation " + function);
        return new Activation(Activation.Kind.TANH, 0);
    }

    private static UpdaterPlan updater(String where, IUpdater updater) {
        // A subclass may compute something else.
        require(
                where,
                UPDATERS.contains(updater.getClass()),
                "updater " + updater.getClass().getSimpleName());
        if (updater instanceof Sgd sgd) {
            require(where, sgd.getLearningRateSchedule() == null, "a learning-rate schedule");
            return new UpdaterPlan.Sgd((float) sgd.getLearningRate());
        }
        if (updater instanceof Nesterovs nesterovs) {
            require(where, nesterovs.getLearningRateSchedule() == null, "a learning-rate schedule");
            require(where, nesterovs.getMomentumISchedule() == null, "a momentum schedule");
            return new UpdaterPlan.Nesterov((float) nesterovs.getLearningRate(), (float) nesterovs.getMomentum());
        }
        Adam adam = (Adam) updater;
        require(where, adam.getLearningRateSchedule() == null, "a learning-rate schedule");
        require(where, (float) adam.getEpsilon() > 0, "Adam with epsilon " + adam.getEpsilon());
        return new UpdaterPlan.Adam(
                (float) adam.getLearningRate(), (float) adam.getBeta1(), (float) adam.getBeta2(), (float)
                        adam.getEpsilon());
    }

    private static Loss loss(String where, ILossFunction loss) {
        if (loss instanceof ReconstructionLoss reconstruction) {
            return reconstruction.scope() == LossScope.ALL ? Loss.ALL_ELEMENTS : Loss.FIRST_ELEMENT;
        }
        require(
                where,
                loss.getClass() == LossMSE.class,
                "loss " + loss.getClass().getSimpleName());
        require(where, ((LossMSE) loss).getWeights() == null, "a loss with weights");
        return Loss.MSE;
    }

    private static void require(String where, boolean supported, String feature) {
        if (!supported) {
            throw new UnsupportedFeatureException(where, feature);
        }
    }
}
