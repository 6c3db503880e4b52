package org.gradientflow;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.core.storage.impl.CollectionStatsStorageRouter;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.Floats;
import org.gradientflow.network.InitialParameters;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.recording.SessionId;
import org.gradientflow.recording.StepStatsListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Reads native memory in every way that the project does, for some seconds, while the garbage collector runs without a pause. It
 * wants a JVM of its own: where memory is read that nothing holds any more, it is another array's by then, or the JVM crashes.
 */
public final class CollectionStress {
    /** A way of reading memory, which fails where it reads something else. */
    private interface Reader {
        void read();
    }

    private static final int LENGTH = 1 << 20;
    private static final INDArray ONES = Nd4j.ones(DataType.FLOAT, LENGTH / 64, 64);

    private CollectionStress() {}

    /**
     * Prints a line for each reader and leaves with 0; with 1 as soon as one reads wrong numbers.
     *
     * @param arguments {@code unfenced} for the mistake alone, nothing for what the project does
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Reader> readers =
                arguments.length > 0 ? Map.of("unfenced", CollectionStress::unfenced) : projectReaders();
        int seconds = arguments.length > 0 ? 60 : 6;
        Thread collector = new Thread(CollectionStress::collect);
        collector.setDaemon(true);
        collector.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        readers.forEach((name, reader) -> threads.add(new Thread(() -> repeat(name, reader, end))));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.exit(0);
    }

    private static Map<String, Reader> projectReaders() {
        Map<String, Reader> readers = new LinkedHashMap<>();
        readers.put("doubles", () -> check(Doubles.of(ONES.dup())));
        readers.put("doubles of half precision", () -> check(Doubles.rowMajor(ONES.castTo(DataType.FLOAT16))));
        readers.put("floats", () -> check(Floats.of(ONES.dup())));
        readers.put("floats of doubles", () -> check(Floats.rowMajor(ONES.castTo(DataType.DOUBLE), 1)));
        readers.put("initial parameters", CollectionStress::initialParameters);
        DataSet images = new DataSet(Nd4j.rand(8, 1, 96, 96), Nd4j.ones(8, 1));
        MultiLayerNetwork recorded = convolution();
        recorded.addListeners(new StepStatsListener(
                new CollectionStatsStorageRouter(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()),
                SessionId.of("stress", 1, java.time.LocalDateTime.of(2026, 1, 1, 0, 0)),
                1));
        readers.put("recorder", () -> recorded.fit(images));
        MultiLayerNetwork probed = convolution();
        readers.put(
                "probe",
                () -> FlowProbe.of(probed).on(images).batch(4).steps(2).seed(1).run());
        return readers;
    }

    private static void repeat(String name, Reader reader, long end) {
        try {
            int times = 0;
            while (System.nanoTime() < end) {
                reader.read();
                times++;
            }
            System.out.println(name + ": read " + (times > 0 ? "right" : "nothing"));
        } catch (RuntimeException failure) {
            System.out.println(name + ": " + failure);
            System.exit(1);
        }
    }

    private static void collect() {
        while (true) {
            System.gc();
        }
    }

    /** What the project did once: the array is not needed any more when its memory is copied. */
    private static void unfenced() {
        FloatBuffer memory = ONES.dup().data().asNioFloat();
        float[] values = new float[LENGTH]; // a collection may come here
        memory.get(values);
        check(values);
    }

    private static void initialParameters() {
        // Drawn anew each time: the array goes when its draws do.
        float[] drawn = InitialParameters.of(Cases.TWO_LAYER).draw(1);
        if (drawn.length != 49 || drawn[0] == 0 || Math.abs(drawn[0]) > 0.1) {
            throw new IllegalStateException("read other parameters: " + drawn[0]);
        }
    }

    private static MultiLayerNetwork convolution() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(5, 5)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(96, 96, 1))
                .build());
        network.init();
        return network;
    }

    private static void check(double[] values) {
        if (values.length != LENGTH || Arrays.stream(values).anyMatch(value -> value != 1)) {
            throw new IllegalStateException("read another array's memory");
        }
    }

    private static void check(float[] values) {
        for (float value : values) {
            if (value != 1) {
                throw new IllegalStateException("read another array's memory");
            }
        }
    }
}
