package org.gradientflow.assertions;

import org.assertj.core.api.AbstractAssert;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A network whose copies are to be trained. */
public final class ModelAssert extends AbstractAssert<ModelAssert, Model> {
    ModelAssert(Model model) {
        super(model, ModelAssert.class);
    }

    /**
     * Asserts about copies that are trained on this data.
     *
     * @param data features and labels
     * @return assertions about 300 steps of 32 rows with one seed, by default
     */
    public TrainingAssert whenTrainedOn(DataSet data) {
        return whenTrainedOn(TrainingData.of(data));
    }

    /**
     * Asserts about copies that are trained on this data.
     *
     * @param data features and labels, of any number of inputs and outputs
     * @return assertions about 300 steps of 32 rows with one seed, by default
     */
    public TrainingAssert whenTrainedOn(MultiDataSet data) {
        return whenTrainedOn(TrainingData.of(data));
    }

    /**
     * Asserts about copies that are trained on this data.
     *
     * @param data features and labels
     * @return assertions about 300 steps of 32 rows with one seed, by default
     */
    public TrainingAssert whenTrainedOn(TrainingData data) {
        isNotNull();
        return new TrainingAssert(new SeededTrainings(actual, data));
    }
}
