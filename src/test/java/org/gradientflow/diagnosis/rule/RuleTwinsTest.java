package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.Clinical;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.variant.Averaging;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/**
 * Each rule asked by itself about a network that has a little of what it looks for, and learns. The networks that have too much of
 * it are in {@link org.gradientflow.diagnosis.DoctorTest DoctorTest}, and in {@link MinibatchAveragingRuleTest}.
 */
class RuleTwinsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void aLittleOfItIsNoDisease(Rule rule, Supplier<MultiLayerNetwork> network, DataSet data) {
        assertThat(rule.examine(examination(network.get(), data)))
                .allMatch(finding -> finding.severity() == Severity.NOTE);
    }

    private static Examination examination(MultiLayerNetwork network, DataSet data) {
        return Asked.examination(network, TrainingData.of(data), 150);
    }

    static Stream<Arguments> twins() {
        DataSet clouds = Sketch.clouds();
        return Stream.of(
                twin(new VanishingRule(), () -> Sketch.scaled(Activation.RELU, 0.5, 0, 1), clouds),
                twin(new ExplodingRule(), () -> Sketch.scaled(Activation.RELU, 2, 0, 1), clouds),
                twin(new RateTooHighRule(), () -> rate(0.05), clouds),
                twin(new RateTooLowRule(), () -> rate(0.005), clouds),
                twin(new MinibatchAveragingRule(), () -> summed(0.02), clouds),
                twin(new DeadReluRule(), () -> each(layer -> layer.setBiasInit(-0.1)), clouds),
                twin(new SymmetryRule(), RuleTwinsTest::withACopiedUnit, clouds),
                twin(new SaturationRule(), () -> Sketch.scaled(Activation.TANH, 2, 0, 1), clouds),
                twin(new NonFiniteDataRule(), Sketch::network, scaled(clouds, 1e5, 1)),
                twin(new NonFiniteParametersRule(), Sketch::network, clouds),
                twin(new UnscaledInputRule(), Sketch::network, scaled(clouds, 5, 1)),
                twin(
                        new UnscaledLabelsRule(),
                        () -> Clinical.network(Activation.TANH, layer -> layer.setIUpdater(new Adam(0.02))),
                        scaled(Clinical.data(), 1, 5)),
                twin(new NoSignalRule(), Sketch::network, clouds),
                twin(new OutputActivationRule(), Sketch::network, clouds),
                twin(new WrongLossRule(), Sketch::network, clouds),
                twin(new UnusedOutputsRule(), Sketch::network, clouds),
                twin(
                        new OverClippedRule(),
                        () -> each(layer -> {
                            layer.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
                            layer.setGradientNormalizationThreshold(0.1);
                        }),
                        clouds),
                twin(
                        new OverRegularisedRule(),
                        () -> each(layer -> layer.setRegularization(List.of(new L2Regularization(1e-3)))),
                        clouds),
                twin(new FrozenRule(), RuleTwinsTest::withAFirstLayerThatStays, clouds));
    }

    private static Arguments twin(Rule rule, Supplier<MultiLayerNetwork> network, DataSet data) {
        return arguments(Named.of(rule.getClass().getSimpleName(), rule), network, data);
    }

    private static MultiLayerNetwork each(Consumer<BaseLayer> change) {
        return Sketch.each(Activation.RELU, change);
    }

    private static MultiLayerNetwork rate(double rate) {
        return each(layer -> layer.setIUpdater(new Adam(rate)));
    }

    /** Of 16 rows, at a rate that knows it. */
    private static MultiLayerNetwork summed(double rate) {
        MultiLayerNetwork network = each(layer -> layer.setIUpdater(new Sgd(rate)));
        Averaging.set(Subject.of(network), false);
        return network;
    }

    private static MultiLayerNetwork withACopiedUnit() {
        MultiLayerNetwork network = Sketch.network();
        network.getParam("0_W")
                .putColumn(1, network.getParam("0_W").getColumn(0).dup());
        return network;
    }

    private static MultiLayerNetwork withAFirstLayerThatStays() {
        var configuration = Sketch.configuration(Activation.RELU);
        ((BaseLayer) configuration.getConf(0).getLayer()).setIUpdater(new Sgd(0));
        return Sketch.init(configuration);
    }

    private static DataSet scaled(DataSet data, double features, double labels) {
        return new DataSet(data.getFeatures().mul(features), data.getLabels().mul(labels));
    }

    /** The sick one that {@link org.gradientflow.diagnosis.DoctorTest DoctorTest} lacks. */
    @Test
    void labelsThatAreFarFromOne() {
        MultiLayerNetwork network = Clinical.network(Activation.TANH, layer -> layer.setIUpdater(new Adam(0.02)));
        List<Finding> findings =
                new UnscaledLabelsRule().examine(examination(network, scaled(Clinical.data(), 1, 1e4)));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.UNSCALED_LABELS);
            assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
        });
    }

    @Test
    void everyRuleHasATwin() {
        List<String> rules = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.gradientflow.diagnosis")
                        .stream()
                        .filter(type -> type.isAssignableTo(Rule.class)
                                && !type.isInterface()
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getSimpleName)
                        .toList();
        assertThat(twins().map(twin -> ((Named<?>) twin.get()[0]).getName()))
                .containsExactlyInAnyOrderElementsOf(rules);
    }
}
