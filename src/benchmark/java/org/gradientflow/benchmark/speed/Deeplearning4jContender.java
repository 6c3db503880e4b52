package org.gradientflow.benchmark.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.gradientflow.training.Step;
import org.gradientflow.training.Trainer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's {@code fit}: in this project's loop, or as DL4J's examples call it. */
public final class Deeplearning4jContender implements Contender {
    private final MultiLayerNetwork network = Networks.create(Cases.THREE_LAYER_XAVIER);
    private final boolean stock;
    private float[] inputs = {};
    private int next;
    private Trainer trainer;

    private Deeplearning4jContender(float[] initial, boolean stock) {
        network.setParams(Nd4j.create(initial, new long[] {1, initial.length}, 'c'));
        this.stock = stock;
        if (!stock) {
            trainer = new Trainer(network, batch -> batch[0] = inputs[next++], 1);
        }
    }

    /** Arguments: the folder, and {@code stock} or {@code run}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Contender.measure(
                new Deeplearning4jContender(Contender.read(folder.resolve(INITIAL)), arguments[1].equals("stock")),
                folder);
    }

    @Override
    public double train(float[] all) {
        double[] loss = new double[1];
        if (stock) {
            for (float value : all) {
                INDArray input = Nd4j.create(new float[] {value}, new long[] {1, 1}, 'c');
                network.fit(input, input);
                loss[0] += network.score();
            }
        } else {
            inputs = all;
            next = 0;
            trainer.train(network.getIterationCount() + all.length, () -> false, List.of(new Step.Listener() {
                @Override
                public void after(Step step, MultiLayerNetwork trained) {
                    loss[0] += step.loss();
                }
            }));
        }
        return loss[0] / all.length;
    }
}
